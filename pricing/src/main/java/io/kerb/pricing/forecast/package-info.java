/** How many requests to expect where, in the next hour; pure. */
package io.kerb.pricing.forecast;

/** Where an idle driver finds riders; pure. */
package io.kerb.pricing.heat;

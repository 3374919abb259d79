/** Money, fare rules and quotes, and the question other services ask of pricing. */
package io.kerb.pricing.api;

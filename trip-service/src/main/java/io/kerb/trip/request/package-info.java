/** The way from a quote to a trip: once per quote, once per Idempotency-Key. */
package io.kerb.trip.request;

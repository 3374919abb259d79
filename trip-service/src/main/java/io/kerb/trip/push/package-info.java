/**
 * Push: who hears of what, in which order, and what happens when a listener is too slow. Pure:
 * adapters bring the events in and carry the notices out.
 */
package io.kerb.trip.push;

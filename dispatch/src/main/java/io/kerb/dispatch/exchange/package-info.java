/**
 * Exchanges: drivers on their way to pickups change trips among themselves. Ordered, then closed
 * once; at most one open per driver and per trip.
 */
package io.kerb.dispatch.exchange;

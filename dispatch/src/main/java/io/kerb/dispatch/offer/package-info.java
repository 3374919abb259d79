/** Offers: made, then closed once, for one reason; at most one open per driver and per trip. */
package io.kerb.dispatch.offer;

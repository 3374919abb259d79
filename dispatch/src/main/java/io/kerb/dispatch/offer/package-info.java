/** Offers: made, then closed once, for one reason; at most one open per driver. */
package io.kerb.dispatch.offer;

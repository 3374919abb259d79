/** Pings and duty joined into what the index should say, and the writes that make it so. Pure. */
package io.kerb.location.supply;

package io.kerb.city.demand;

import io.kerb.location.api.LatLng;

/** Someone wants to go from here to there. */
public record Wish(LatLng pickup, LatLng dropoff, boolean needsVan) {}

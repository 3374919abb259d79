package io.kerb.eta.match;

import io.kerb.location.api.LatLng;

/** One position of one car. */
public record Ping(long epochS, LatLng place, boolean occupied) {}

package io.kerb.lab.requests;

import io.kerb.location.api.LatLng;

/**
 * One line of a request file: somebody wants to go from here to there.
 *
 * @param atS seconds since 1970
 * @param tripS how long the ride takes once the rider is in the car
 */
public record RideWish(long atS, LatLng pickup, LatLng dropoff, int tripS) {}

package io.kerb.dispatch.request;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;

/** A trip that has a driver, from the accept to its end. */
public record AssignedTrip(TripId trip, long version, DriverId driver) implements TrackedTrip {}

package io.kerb.dispatch.candidate;

import io.kerb.location.api.DriverId;

/** A driver who was seen near the pickup but is no candidate. */
public record Rejected(DriverId driver, int distanceM, Filter filter) {}

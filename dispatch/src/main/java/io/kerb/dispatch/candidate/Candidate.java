package io.kerb.dispatch.candidate;

import io.kerb.location.api.DriverId;

/**
 * A driver who could take the request.
 *
 * @param distanceM great-circle distance to the pickup
 */
public record Candidate(DriverId driver, int pickupEtaS, int distanceM) {}

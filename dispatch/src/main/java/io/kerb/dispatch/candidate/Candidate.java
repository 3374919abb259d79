package io.kerb.dispatch.candidate;

import io.kerb.location.api.DriverId;
import java.time.Duration;

/**
 * A driver who could take the request.
 *
 * @param distanceM great-circle distance to the pickup
 * @param idle how long the driver has waited for a ride
 */
public record Candidate(DriverId driver, int pickupEtaS, int distanceM, Duration idle) {}

package io.kerb.dispatch.candidate;

import io.kerb.dispatch.policy.Substitute;
import io.kerb.location.api.DriverId;
import java.time.Duration;
import java.util.Optional;

/**
 * A driver who could take the trip.
 *
 * @param pickupEtaS from now, with the rest of a ride that is nearly over
 * @param distanceM great-circle distance to the pickup, from where the driver is free
 * @param idle how long the driver has waited for a ride
 * @param substitute the rule by which they may take a product that they do not serve; empty if they
 *     serve it
 */
public record Candidate(
    DriverId driver,
    int pickupEtaS,
    int distanceM,
    Situation situation,
    Duration idle,
    Optional<Substitute> substitute) {}

package io.kerb.trip.change;

import io.kerb.location.api.DriverId;
import io.kerb.trip.aggregate.Trip;
import java.util.Optional;

/**
 * Which trip does this driver serve now? Answered by the driver's slot: a trip does not know what
 * else its driver has to do.
 */
@FunctionalInterface
public interface Turn {
  Optional<Trip> findCurrent(DriverId driver);
}

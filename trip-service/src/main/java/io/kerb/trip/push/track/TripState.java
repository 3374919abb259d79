package io.kerb.trip.push.track;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import java.time.Instant;
import java.util.Optional;

/**
 * What the fold needs of a trip's state after an event.
 *
 * @param driver who has the trip
 * @param acceptedAt when that driver got it; null while there is none
 * @param startedAt when the rider got in; null before
 * @param at when the trip reached this version
 */
public record TripState(
    TripId trip,
    long version,
    MarketId market,
    RiderId rider,
    Optional<DriverId> driver,
    Phase phase,
    Instant acceptedAt,
    Instant startedAt,
    Instant at) {

  /** As far as a driver's position is concerned. */
  public enum Phase {
    WAITING,
    /** Until the rider is in the car: the rider may see where it is. */
    ON_THE_WAY,
    RIDING,
    OVER
  }
}

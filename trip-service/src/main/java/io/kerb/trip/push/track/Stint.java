package io.kerb.trip.push.track;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import java.time.Instant;

/**
 * The time in which a driver had a trip.
 *
 * @param ridingFrom when the rider got in; null if not yet
 * @param until null while it lasts
 * @param onTheWay whether the driver is coming to the rider
 */
public record Stint(
    TripId trip,
    MarketId market,
    RiderId rider,
    DriverId driver,
    Instant from,
    Instant ridingFrom,
    Instant until,
    boolean onTheWay) {

  boolean covers(Instant at) {
    return !at.isBefore(from) && (until == null || !at.isAfter(until));
  }

  boolean isRideAt(Instant at) {
    return ridingFrom != null && !at.isBefore(ridingFrom);
  }

  Stint ended(Instant at) {
    return until == null
        ? new Stint(trip, market, rider, driver, from, ridingFrom, at, false)
        : this;
  }
}

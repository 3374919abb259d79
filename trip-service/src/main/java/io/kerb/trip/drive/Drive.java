package io.kerb.trip.drive;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;

/**
 * A ride from its pickup straight to its drop-off, as it was driven.
 *
 * @param pickup where it was ordered to begin, which is what an ETA is asked for
 * @param dropoff where it was ordered to end
 * @param startedAt when the rider got in, by the server's clock
 * @param endedAt when the driver completed it
 * @param routeM the length of the route of its quote
 * @param routeS how long the rider was told that it would take
 */
public record Drive(
    TripId trip,
    MarketId market,
    DriverId driver,
    LatLng pickup,
    LatLng dropoff,
    Instant startedAt,
    Instant endedAt,
    long routeM,
    long routeS) {

  public Duration duration() {
    return Duration.between(startedAt, endedAt);
  }

  public double straightM() {
    return pickup.metersTo(dropoff);
  }
}

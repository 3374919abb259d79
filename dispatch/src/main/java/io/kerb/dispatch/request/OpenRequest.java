package io.kerb.dispatch.request;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A trip that waits for a driver. */
public record OpenRequest(
    Ride ride,
    long version,
    Instant waitingSince,
    Instant expiresAt,
    Set<DriverId> released,
    String traceparent)
    implements TrackedTrip {

  @Override
  public TripId trip() {
    return ride.trip();
  }

  /** Whether its budget is spent: it is then only a matter of time until trip-service ends it. */
  public boolean isSpent(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** Never negative: instances' clocks differ by some milliseconds. */
  public Duration waited(Instant now) {
    return now.isBefore(waitingSince) ? Duration.ZERO : Duration.between(waitingSince, now);
  }
}

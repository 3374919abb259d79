package io.kerb.trip.push.track;

import io.kerb.location.api.TripId;
import io.kerb.trip.push.BoundedMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Lets a trip's positions through at most once per {@link #SPACING}. Not thread-safe. */
public final class LocationThrottle {
  /** Between two positions shown to a rider. */
  public static final Duration SPACING = Duration.ofSeconds(2);

  private static final int TRIPS_MAX = 100_000;

  private final Map<TripId, Instant> last = new BoundedMap<>(TRIPS_MAX);

  public boolean pass(TripId trip, Instant now) {
    Instant before = last.get(trip);
    if (before != null && now.isBefore(before.plus(SPACING))) {
      return false;
    }
    last.put(trip, now);
    return true;
  }
}

package io.kerb.city.life;

import java.time.Duration;
import java.util.Optional;

/**
 * How much lives in the city.
 *
 * @param startHour the simulated hour of day at the start; it then runs in real time
 * @param ridersFor how long riders come; empty: as long as the city lives
 */
public record CitySize(
    int drivers, double tripsPerHour, long seed, int startHour, Optional<Duration> ridersFor) {
  public static final int DRIVERS_MAX = 5_000;
  public static final double TRIPS_PER_HOUR_MAX = 50_000;

  public CitySize {
    if (drivers < 1 || drivers > DRIVERS_MAX) {
      throw new IllegalArgumentException(
          "drivers must be 1 to " + DRIVERS_MAX + ", but was " + drivers);
    }
    if (!(tripsPerHour > 0 && tripsPerHour <= TRIPS_PER_HOUR_MAX)) {
      throw new IllegalArgumentException(
          "trips per hour must be more than 0 and at most "
              + TRIPS_PER_HOUR_MAX
              + ", but was "
              + tripsPerHour);
    }
    if (startHour < 0 || startHour > 23) {
      throw new IllegalArgumentException("the start hour must be 0 to 23, but was " + startHour);
    }
    if (ridersFor.filter(time -> time.isNegative() || time.isZero()).isPresent()) {
      throw new IllegalArgumentException(
          "riders must come for more than 0 s, but was " + ridersFor.get().toSeconds());
    }
  }
}

package io.kerb.city.demand;

import io.kerb.location.api.LatLng;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When people ask for a car, and where from and to. Arrivals are a Poisson process whose rate
 * follows the hour; mornings go inwards, evenings outwards, nights to and from a few places.
 */
public final class Demand {
  /** Relative to the rate asked for: the morning and most of the day are about 1. */
  private static final double[] HOUR_FACTORS = {
    0.45, 0.35, 0.25, 0.20, 0.25, 0.40, 0.70, 1.00, 1.00, 0.95, 0.90, 0.95,
    1.00, 0.95, 0.95, 1.00, 1.05, 1.15, 1.20, 1.10, 1.00, 0.90, 0.75, 0.60
  };

  private static final double ERRANDS = 0.40;
  private static final double ERRAND_MIN_M = 500;
  private static final double ERRAND_MAX_M = 1_500;
  private static final double TRIP_MIN_M = 600;
  private static final double VANS = 0.06;
  private static final int TRIES_MAX = 12;

  private static final int CENTRE = 0;
  private static final int STATION = 1;

  private final Places places;
  private final double tripsPerHour;
  private final RandomGenerator random;

  public Demand(Places places, double tripsPerHour, RandomGenerator random) {
    if (!(tripsPerHour > 0)) {
      throw new IllegalArgumentException(
          "trips per hour must be positive, but was " + tripsPerHour);
    }
    this.places = places;
    this.tripsPerHour = tripsPerHour;
    this.random = random;
  }

  /** Until the next rider; exponentially distributed. */
  public Duration untilNext(int hour) {
    double perSecond = tripsPerHour * HOUR_FACTORS[hour] / 3_600;
    double seconds = -Math.log(1 - random.nextDouble()) / perSecond;
    return Duration.ofMillis(Math.max(1, Math.round(seconds * 1_000)));
  }

  public Wish next(int hour) {
    LatLng pickup = origin(hour);
    if (random.nextDouble() < ERRANDS) {
      return errandFrom(pickup);
    }
    LatLng dropoff = destination(hour);
    for (int i = 0; i < TRIES_MAX && pickup.metersTo(dropoff) < TRIP_MIN_M; i++) {
      dropoff = destination(hour);
    }
    return pickup.metersTo(dropoff) < TRIP_MIN_M ? errandFrom(pickup) : wish(pickup, dropoff);
  }

  /** A trip of a minute or two that starts within a street of a place. */
  public Wish errandNear(LatLng place) {
    return errand(places.findNear(place, 15, 110, random).orElse(place), 250, 420);
  }

  private Wish errandFrom(LatLng pickup) {
    return errand(pickup, ERRAND_MIN_M, ERRAND_MAX_M);
  }

  private Wish errand(LatLng pickup, double minM, double maxM) {
    LatLng dropoff =
        places
            .findNear(pickup, minM, maxM, random)
            .or(() -> places.findNear(pickup, minM, 2 * maxM, random))
            .orElseGet(() -> places.anywhere(random));
    return wish(pickup, dropoff);
  }

  private Wish wish(LatLng pickup, LatLng dropoff) {
    return new Wish(pickup, dropoff, random.nextDouble() < VANS);
  }

  private LatLng origin(int hour) {
    return switch (DayPart.of(hour)) {
      case MORNING -> place(0.14, 0.14, 0.08);
      case DAY -> place(0.30, 0.12, 0.25);
      case EVENING -> place(0.42, 0.12, 0.20);
      case NIGHT -> place(0.38, 0.10, 0.30);
    };
  }

  private LatLng destination(int hour) {
    return switch (DayPart.of(hour)) {
      case MORNING -> place(0.48, 0.10, 0.20);
      case DAY -> place(0.28, 0.12, 0.25);
      case EVENING -> place(0.14, 0.12, 0.14);
      case NIGHT -> place(0.14, 0.05, 0.14);
    };
  }

  /** The rest goes to any door of the city, which is where people live. */
  private LatLng place(double centre, double station, double otherSpots) {
    double die = random.nextDouble();
    if (die < centre) {
      return places.atSpot(CENTRE, random);
    }
    if (die < centre + station) {
      return places.atSpot(STATION, random);
    }
    if (die < centre + station + otherSpots) {
      return places.atSpot(random.nextInt(places.spots().size()), random);
    }
    return places.anywhere(random);
  }

  private enum DayPart {
    MORNING,
    DAY,
    EVENING,
    NIGHT;

    static DayPart of(int hour) {
      if (hour < 5 || hour >= 22) {
        return NIGHT;
      }
      return hour < 10 ? MORNING : hour < 16 ? DAY : EVENING;
    }
  }
}

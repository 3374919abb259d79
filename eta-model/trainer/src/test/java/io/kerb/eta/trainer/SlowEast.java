package io.kerb.eta.trainer;

import io.kerb.eta.trainer.trips.EmptyRoads;
import io.kerb.eta.trainer.trips.FinishedTrip;
import io.kerb.eta.trainer.trips.RoutedTrip;
import io.kerb.location.api.LatLng;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A city of which everything is known: straight roads at 10 m/s; the working days' mornings take
 * 1.5 times as long; whatever begins in the east 1.4 times; each day has a small factor of its own;
 * and chance spreads trips by a factor of e^0.1.
 */
public final class SlowEast {
  public static final ZoneId ZONE = ZoneId.of("Europe/Oslo");
  public static final LocalDate FIRST_DAY = LocalDate.of(2026, 5, 4);
  public static final double MORNING_FACTOR = 1.5;
  public static final double EAST_FACTOR = 1.4;
  public static final double CHANCE = 0.1;

  private static final double SOUTH = 59.9;
  private static final double WEST = 10.7;
  private static final double SIZE = 0.09;
  private static final double ROAD_MPS = 10;
  private static final double DAY_SPREAD = 0.04;

  private final Random random;

  public SlowEast(long seed) {
    random = new Random(seed);
  }

  /** Ordered by pickup. */
  public List<FinishedTrip> trips(int days, int perDay) {
    List<FinishedTrip> trips = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      double ofDay = Math.exp(DAY_SPREAD * random.nextGaussian());
      long midnight = FIRST_DAY.plusDays(day).atStartOfDay(ZONE).toEpochSecond();
      for (int i = 0; i < perDay; i++) {
        trips.add(trip(midnight + i * 86_400L / perDay, ofDay));
      }
    }
    return trips;
  }

  public static List<RoutedTrip> routed(List<FinishedTrip> trips) {
    return EmptyRoads.crow(ROAD_MPS).route(trips);
  }

  private FinishedTrip trip(long pickupS, double ofDay) {
    LatLng from = place();
    LatLng to = place();
    double seconds = 30 + from.metersTo(to) / ROAD_MPS * ofDay;
    FinishedTrip known = new FinishedTrip(pickupS, from, to, 1);
    int hour = known.pickupAt(ZONE).getHour();
    boolean workday = known.pickupAt(ZONE).getDayOfWeek().getValue() <= 5;
    seconds *= workday && hour >= 7 && hour < 10 ? MORNING_FACTOR : 1;
    seconds *= from.longitude() > WEST + SIZE ? EAST_FACTOR : 1;
    seconds *= Math.exp(CHANCE * random.nextGaussian());
    return new FinishedTrip(pickupS, from, to, (int) Math.round(seconds));
  }

  private LatLng place() {
    return new LatLng(SOUTH + SIZE * random.nextDouble(), WEST + 2 * SIZE * random.nextDouble());
  }
}

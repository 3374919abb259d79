package io.kerb.eta.trainer.fit;

import io.kerb.eta.trainer.trips.RoutedTrip;
import java.time.ZoneId;
import java.util.List;

/**
 * Which trips are left out together when a group's mean is computed for one of them. By local day,
 * because the trips of a day share its weather and its wrecks: what a mean knows of another day is
 * all it will know of tomorrow.
 */
final class Folds {
  /** Longer files have several days in one fold. */
  static final int FOLDS_MAX = 28;

  /** With fewer days than this, hours take their place. */
  private static final int DAYS_MIN = 4;

  private static final int HOUR_FOLDS = 8;
  private static final long HOUR_S = 3600;

  private final int[] ofTrip;
  private final int count;

  Folds(List<RoutedTrip> trips, ZoneId zone) {
    ofTrip = new int[trips.size()];
    long first = day(trips.get(0), zone);
    long days = day(trips.get(trips.size() - 1), zone) - first + 1;
    count = days < DAYS_MIN ? HOUR_FOLDS : (int) Math.min(FOLDS_MAX, days);
    for (int i = 0; i < ofTrip.length; i++) {
      RoutedTrip trip = trips.get(i);
      ofTrip[i] =
          days < DAYS_MIN
              ? (int) (trip.trip().pickupS() / HOUR_S % HOUR_FOLDS)
              : (int) ((day(trip, zone) - first) * count / days);
    }
  }

  int count() {
    return count;
  }

  int of(int trip) {
    return ofTrip[trip];
  }

  private static long day(RoutedTrip trip, ZoneId zone) {
    return trip.trip().pickupAt(zone).toLocalDate().toEpochDay();
  }
}

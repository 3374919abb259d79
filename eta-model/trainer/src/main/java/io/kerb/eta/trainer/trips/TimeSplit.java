package io.kerb.eta.trainer.trips;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Trips cut in two by their pickup: a model is judged on what came after everything it learned
 * from.
 */
public record TimeSplit(List<FinishedTrip> before, List<FinishedTrip> after) {
  /** The share of a file's time that judges. */
  private static final double HOLDOUT_SHARE = 0.15;

  private static final int HOLDOUT_DAYS_MAX = 7;

  public TimeSplit {
    if (before.isEmpty() || after.isEmpty()) {
      throw new IllegalArgumentException(
          "the split leaves "
              + before.size()
              + " trips before and "
              + after.size()
              + " after; maybe choose another time");
    }
  }

  /**
   * @param trips ordered by pickup
   */
  public static TimeSplit at(List<FinishedTrip> trips, long epochS) {
    int cut = 0;
    while (cut < trips.size() && trips.get(cut).pickupS() < epochS) {
      cut++;
    }
    return new TimeSplit(trips.subList(0, cut), trips.subList(cut, trips.size()));
  }

  /** The last whole local days judge, about 15% of all, one to seven. */
  public static TimeSplit ofLastDays(List<FinishedTrip> trips, ZoneId zone) {
    LocalDate first = trips.get(0).pickupAt(zone).toLocalDate();
    LocalDate last = trips.get(trips.size() - 1).pickupAt(zone).toLocalDate();
    long days = last.toEpochDay() - first.toEpochDay() + 1;
    long judged = Math.max(1, Math.min(HOLDOUT_DAYS_MAX, Math.round(days * HOLDOUT_SHARE)));
    return at(trips, last.minusDays(judged - 1).atStartOfDay(zone).toEpochSecond());
  }
}

package io.kerb.trip.booking;

import io.kerb.location.api.MarketId;
import io.kerb.trip.store.PickupTimeRows;
import io.kerb.trip.store.PickupTimeRows.Sums;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long before its time a booked ride begins to look for a driver: so long that nine of ten cars
 * come in time, by what riders of this market waited in this hour of the last weeks.
 */
public final class Leads {
  /** Weeks looked back; each counts half of the one after it. */
  static final int WEEKS = 4;

  private static final double OLDER_WEIGHT = 0.5;
  private static final Duration WEEK = Duration.ofDays(7);

  /** How many pickups the lead at first is worth: what is learned prevails after about as many. */
  static final double FIRST_WEIGHT = 20;

  /** Standard deviations above the mean that nine of ten waits stay under, if they are normal. */
  static final double NINE_OF_TEN = 1.28;

  /** Of the lead at first: a deviation of half the mean. */
  private static final double FIRST_DEVIATIONS = 0.5;

  private final PickupTimeRows rows;
  private final BookingPolicy policy;

  public Leads(PickupTimeRows rows, BookingPolicy policy) {
    this.rows = rows;
    this.policy = policy;
  }

  /** Within the policy's bounds; to the second. */
  public Duration lead(MarketId market, Instant pickupAt, Instant now) {
    Sums seen = first();
    Instant hour = lastWeekday(pickupAt, now);
    double weight = 1;
    for (int week = 0; week < WEEKS; week++) {
      seen = seen.plus(rows.findSums(market, hour).times(weight));
      hour = hour.minus(WEEK);
      weight *= OLDER_WEIGHT;
    }
    double mean = seen.sumS() / seen.pickups();
    double variance = Math.max(0, seen.sumOfSquares() / seen.pickups() - mean * mean);
    return policy.clamp(Duration.ofSeconds(Math.round(mean + NINE_OF_TEN * Math.sqrt(variance))));
  }

  /** As if so many riders had waited in a way that gives the lead at first. */
  private Sums first() {
    double mean = policy.leadAtFirst().toSeconds() / (1 + NINE_OF_TEN * FIRST_DEVIATIONS);
    double deviation = FIRST_DEVIATIONS * mean;
    return new Sums(1, mean, mean * mean + deviation * deviation).times(FIRST_WEIGHT);
  }

  /** The same hour of the week, the last time that it was over. */
  private static Instant lastWeekday(Instant pickupAt, Instant now) {
    Instant hour = pickupAt.truncatedTo(ChronoUnit.HOURS);
    Duration ahead = Duration.between(now, hour.plus(1, ChronoUnit.HOURS));
    long weeks = -Math.floorDiv(-ahead.toSeconds(), WEEK.toSeconds());
    return hour.minus(WEEK.multipliedBy(Math.max(0, weeks)));
  }
}

package io.kerb.trip.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.MarketId;
import io.kerb.trip.sample.MemoryPickupTimes;
import io.kerb.trip.sample.SampleQuotes;
import io.kerb.trip.store.PickupTimeRows.Sums;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class LeadsTest {
  private static final BookingPolicy POLICY =
      new BookingPolicy(
          Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofMinutes(45), 1_000);
  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

  /** The Monday after, at the rush hour. */
  private static final Instant PICKUP = Instant.parse("2026-03-09T08:40:00Z");

  private static final Instant HOUR = Instant.parse("2026-03-09T08:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  private final MemoryPickupTimes times = new MemoryPickupTimes();
  private final Leads leads = new Leads(times, POLICY);

  @Test
  void where_nothing_was_learned_it_is_the_lead_at_first() {
    assertThat(lead(PICKUP)).isEqualTo(POLICY.leadAtFirst());
  }

  @Test
  void many_pickups_of_last_week_prevail_and_their_spread_counts() {
    // 1,000 riders waited 20 min, half of them 5 min less, half 5 min more.
    learned(HOUR.minus(WEEK), 500, 900);
    learned(HOUR.minus(WEEK), 500, 1_500);
    double mean = 1_200;
    assertThat((double) lead(PICKUP).toSeconds())
        .isCloseTo(
            mean + Leads.NINE_OF_TEN * 300, org.assertj.core.api.Assertions.withinPercentage(2));
  }

  @Test
  void few_pickups_move_it_a_little() {
    learned(HOUR.minus(WEEK), 2, 1_800);
    assertThat(lead(PICKUP)).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(20));
  }

  @Test
  void a_week_counts_half_of_the_one_after_it() {
    learned(HOUR.minus(WEEK), 100_000, 600);
    learned(HOUR.minus(WEEK.multipliedBy(2)), 100_000, 900);
    // Two thirds of the weight on 600 s, one on 900 s: 700 s, deviation 141 s.
    assertThat(lead(PICKUP).toSeconds()).isBetween(875L, 885L);
  }

  @Test
  void other_hours_other_markets_and_weeks_long_past_do_not_count() {
    learned(HOUR.minus(WEEK).plusSeconds(3_600), 1_000, 2_400);
    learned(HOUR.minus(WEEK.multipliedBy(5)), 1_000, 2_400);
    times.put(new MarketId("elsewhere"), HOUR.minus(WEEK), new UUID(0, 7), sums(1_000, 2_400));
    assertThat(lead(PICKUP)).isEqualTo(POLICY.leadAtFirst());
  }

  @Test
  void a_booking_weeks_ahead_uses_the_last_hour_that_is_over() {
    learned(HOUR.minus(WEEK.multipliedBy(4)), 1_000_000, 1_200);
    assertThat(lead(PICKUP.plus(WEEK.multipliedBy(3))).toSeconds()).isBetween(1_195L, 1_215L);
  }

  @Test
  void an_hour_that_is_not_over_is_not_asked() {
    Instant soon = NOW.plusSeconds(1_800);
    learned(Instant.parse("2026-03-04T12:00:00Z"), 100_000, 2_000);
    learned(Instant.parse("2026-02-25T12:00:00Z"), 100_000, 400);
    assertThat(lead(soon).toSeconds()).isBetween(395L, 405L);
  }

  @Test
  void it_keeps_within_its_bounds() {
    learned(HOUR.minus(WEEK), 100_000, 3_600);
    assertThat(lead(PICKUP)).isEqualTo(POLICY.leadMax());
    learned(HOUR.minus(WEEK).plusSeconds(3_600), 100_000, 30);
    assertThat(lead(PICKUP.plusSeconds(3_600))).isEqualTo(POLICY.leadMin());
  }

  private Duration lead(Instant pickupAt) {
    return leads.lead(SampleQuotes.MARKET, pickupAt, NOW);
  }

  /** By another run each time. */
  private void learned(Instant hour, int pickups, double waitS) {
    times.put(SampleQuotes.MARKET, hour, UUID.randomUUID(), sums(pickups, waitS));
  }

  private static Sums sums(int pickups, double waitS) {
    return Sums.NONE.plus(waitS).times(pickups);
  }
}

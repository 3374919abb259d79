package io.kerb.pricing.fare;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.pricing.api.FareBand;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BandRuleTest {
  private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
  private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

  @Test
  void aBandHoldsFromItsBeginToBeforeItsEnd() {
    BandRule rush = band(ALL, "07:00", "09:00");

    assertThat(holds(rush, "2026-06-03T04:59:59Z")).isFalse();
    assertThat(holds(rush, "2026-06-03T05:00:00Z")).isTrue();
    assertThat(holds(rush, "2026-06-03T06:59:59Z")).isTrue();
    assertThat(holds(rush, "2026-06-03T07:00:00Z")).isFalse();
  }

  @Test
  void afterMidnightABandBelongsToTheDayItBeganOn() {
    BandRule fridayNight = band(EnumSet.of(DayOfWeek.FRIDAY), "22:00", "04:00");

    assertThat(holds(fridayNight, "2026-06-05T20:30:00Z")).as("Friday 22:30").isTrue();
    assertThat(holds(fridayNight, "2026-06-06T01:30:00Z")).as("Saturday 03:30").isTrue();
    assertThat(holds(fridayNight, "2026-06-06T20:30:00Z")).as("Saturday 22:30").isFalse();
    assertThat(holds(fridayNight, "2026-06-05T01:30:00Z")).as("Friday 03:30").isFalse();
  }

  @Test
  void beginAndEndAtTheSameTimeAre24Hours() {
    BandRule sunday = band(EnumSet.of(DayOfWeek.SUNDAY), "00:00", "00:00");

    assertThat(holds(sunday, "2026-06-06T22:00:00Z")).as("Sunday 00:00").isTrue();
    assertThat(holds(sunday, "2026-06-07T21:59:59Z")).as("Sunday 23:59:59").isTrue();
    assertThat(holds(sunday, "2026-06-07T22:00:00Z")).as("Monday 00:00").isFalse();
  }

  /** On 2026-03-29 clocks in Oslo go from 02:00 to 03:00, on 2026-10-25 from 03:00 to 02:00. */
  @Test
  void theWallsClockCountsWhereClocksChange() {
    BandRule night = band(ALL, "22:00", "06:00");
    BandRule hour = band(ALL, "02:00", "03:00");

    assertThat(holds(night, "2026-03-29T03:59:00Z")).as("05:59, an hour early").isTrue();
    assertThat(holds(night, "2026-03-29T04:00:00Z")).as("06:00").isFalse();
    assertThat(holds(hour, "2026-03-29T00:59:59Z")).as("01:59:59").isFalse();
    assertThat(holds(hour, "2026-03-29T01:00:00Z")).as("03:00, the hour is skipped").isFalse();
    assertThat(holds(hour, "2026-10-25T00:30:00Z")).as("02:30 for the first time").isTrue();
    assertThat(holds(hour, "2026-10-25T01:30:00Z")).as("02:30 for the second time").isTrue();
    assertThat(holds(hour, "2026-10-25T02:00:00Z")).as("03:00").isFalse();
  }

  private static boolean holds(BandRule rule, String at) {
    return rule.holdsAt(Instant.parse(at).atZone(OSLO));
  }

  private static BandRule band(Set<DayOfWeek> days, String from, String to) {
    return new BandRule(
        new Scope("*", "*", Currency.getInstance("NOK"), 1),
        new FareBand("band", new BigDecimal("1.5"), 0),
        days,
        LocalTime.parse(from),
        LocalTime.parse(to));
  }
}

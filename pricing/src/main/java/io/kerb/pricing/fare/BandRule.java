package io.kerb.pricing.fare;

import io.kerb.pricing.api.FareBand;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Hours of the week with a price of their own, by the clock on the wall of the market's time zone.
 * So a day on which clocks change needs no rule: an hour that is skipped is never asked for, and
 * one that comes twice is in the band twice.
 *
 * @param days on which the band begins; what it has after midnight belongs to the day before
 * @param to not included; not after {@code from} for a band that crosses midnight, and equal for
 *     one of 24 hours
 */
public record BandRule(
    Scope scope, FareBand band, Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  public BandRule {
    days = Set.copyOf(days);
  }

  boolean holdsAt(ZonedDateTime local) {
    LocalTime time = local.toLocalTime();
    DayOfWeek day = local.getDayOfWeek();
    if (from.isBefore(to)) {
      return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
    }
    return days.contains(day) && !time.isBefore(from)
        || days.contains(day.minus(1)) && time.isBefore(to);
  }
}

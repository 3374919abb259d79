package io.kerb.pricing.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SlotTimeTest {
  private static final SlotTime TIME = new SlotTime(ZoneId.of("Europe/Lisbon"));

  @Test
  void eightOClockStaysEightOClockWhenTheClocksChange() {
    long winter = TIME.slotOf(Instant.parse("2026-03-28T08:05:00Z"));
    long summer = TIME.slotOf(Instant.parse("2026-03-29T07:05:00Z"));

    assertThat(SlotTime.slotOfDay(winter)).isEqualTo(32);
    assertThat(summer).isEqualTo(winter + SlotTime.PER_DAY);
  }

  @Test
  void aSlotBeginsWithItsQuarterHour() {
    long slot = TIME.slotOf(Instant.parse("2026-01-05T10:15:00Z"));

    assertThat(TIME.slotOf(Instant.parse("2026-01-05T10:29:59.999Z"))).isEqualTo(slot);
    assertThat(TIME.slotOf(Instant.parse("2026-01-05T10:30:00Z"))).isEqualTo(slot + 1);
  }

  @Test
  void weekdaysAreThoseOfTheCalendar() {
    LocalDate monday = LocalDate.of(2026, 11, 16);

    for (int i = 0; i < 7; i++) {
      assertThat(SlotTime.weekday(monday.plusDays(i).toEpochDay())).isEqualTo(i);
    }
  }
}

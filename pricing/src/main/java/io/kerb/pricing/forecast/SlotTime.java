package io.kerb.pricing.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Local time in slots of 15 min, numbered through since 1970: demand follows people's clocks, so 8
 * o'clock stays 8 o'clock when the clocks change. In the hour that autumn repeats, two hours fall
 * into the same four slots; the hour that spring skips has none.
 */
public record SlotTime(ZoneId zone) {
  public static final Duration SLOT = Duration.ofMinutes(15);
  public static final int PER_DAY = 96;

  private static final int DAYS_PER_WEEK = 7;
  // 1970-01-01 was a Thursday.
  private static final int EPOCH_WEEKDAY = 3;

  public long slotOf(Instant at) {
    long offsetS = zone.getRules().getOffset(at).getTotalSeconds();
    return Math.floorDiv(at.getEpochSecond() + offsetS, SLOT.toSeconds());
  }

  /** Days since 1970 on the local calendar. */
  public static long dayOf(long slot) {
    return Math.floorDiv(slot, PER_DAY);
  }

  static int slotOfDay(long slot) {
    return (int) Math.floorMod(slot, (long) PER_DAY);
  }

  /** 0 for Monday to 6 for Sunday. */
  public static int weekday(long day) {
    return (int) Math.floorMod(day + EPOCH_WEEKDAY, (long) DAYS_PER_WEEK);
  }
}

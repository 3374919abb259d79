package io.kerb.pricing.forecast;

/**
 * How much one day says about another: the same weekday most, then its kind (Monday to Thursday,
 * Friday, Saturday, Sunday), then its half of the week, and the recent more than the old.
 *
 * <p>The numbers are those that forecast best on an inner split of the San Francisco trips of 2008;
 * the optimum is flat (decisions/0006).
 */
final class DayLikeness {
  private static final double SAME_WEEKDAY = 1;
  private static final double SAME_KIND = 0.7;
  private static final double SAME_HALF = 0.3;
  private static final double OTHER = 0.05;
  private static final double KEPT_PER_DAY = 0.98;
  private static final int FRIDAY = 4;
  private static final int SATURDAY = 5;

  private DayLikeness() {}

  /** 1 for a day of the same weekday, were it today. */
  static double of(long day, long target) {
    return likeness(SlotTime.weekday(day), SlotTime.weekday(target))
        * Math.pow(KEPT_PER_DAY, Math.abs(target - day));
  }

  private static double likeness(int weekday, int target) {
    if (weekday == target) {
      return SAME_WEEKDAY;
    }
    if (weekday < FRIDAY && target < FRIDAY) {
      return SAME_KIND;
    }
    return (weekday < SATURDAY) == (target < SATURDAY) ? SAME_HALF : OTHER;
  }
}

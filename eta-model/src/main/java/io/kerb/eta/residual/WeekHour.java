package io.kerb.eta.residual;

import java.time.ZonedDateTime;

/** The local hour of the week, 0 is Monday from midnight to one. */
public final class WeekHour {
  public static final int HOURS_OF_DAY = 24;
  public static final int HOURS = 7 * HOURS_OF_DAY;

  private static final int SATURDAY = 5;
  private static final double MINUTES_OF_HOUR = 60.0;

  /** The hours at which a day's bands begin: night, morning rush, midday, evening rush, evening. */
  private static final int[] BANDS_FROM = {0, 6, 10, 15, 19};

  private WeekHour() {}

  public static int of(ZonedDateTime local) {
    return (local.getDayOfWeek().getValue() - 1) * HOURS_OF_DAY + local.getHour();
  }

  /** Hours since the week began, with a fraction. */
  static double exact(ZonedDateTime local) {
    return of(local) + local.getMinute() / MINUTES_OF_HOUR;
  }

  static boolean isWeekend(int weekHour) {
    return weekHour / HOURS_OF_DAY >= SATURDAY;
  }

  /** Ten parts of the week in which traffic is alike: five of working days, five of weekends. */
  static int band(int weekHour) {
    int hour = weekHour % HOURS_OF_DAY;
    int band = BANDS_FROM.length - 1;
    while (hour < BANDS_FROM[band]) {
      band--;
    }
    return isWeekend(weekHour) ? BANDS_FROM.length + band : band;
  }
}

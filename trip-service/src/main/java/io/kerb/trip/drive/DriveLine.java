package io.kerb.trip.drive;

import java.util.Locale;

/** A drive as one line of a trips file, whose columns are those of public files of taxi trips. */
public final class DriveLine {
  public static final String HEADER =
      "pickup_epoch,dropoff_epoch,cab,plat,plng,dlat,dlng,duration_s,straight_m,gps_path_m";

  private DriveLine() {}

  /**
   * Whole seconds and meters, positions to 1e-5 degrees (about 1 m).
   *
   * @param cab a pseudonym
   * @param wayM the length of the way driven
   */
  public static String of(Drive drive, String cab, double wayM) {
    long from = drive.startedAt().getEpochSecond();
    long to = drive.endedAt().getEpochSecond();
    return String.format(
        Locale.ROOT,
        "%d,%d,%s,%.5f,%.5f,%.5f,%.5f,%d,%d,%d",
        from,
        to,
        cab,
        drive.pickup().latitude(),
        drive.pickup().longitude(),
        drive.dropoff().latitude(),
        drive.dropoff().longitude(),
        to - from,
        Math.round(drive.straightM()),
        Math.round(wayM));
  }
}

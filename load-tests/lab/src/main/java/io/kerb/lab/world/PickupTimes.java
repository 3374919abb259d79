package io.kerb.lab.world;

/**
 * How long a car needs to a rider, by straight distance and hour of day. The short end was given
 * with the data (95 s at 300 m, 265 s at 1.2 km); from 1.8 km on it is the median duration of
 * 292,652 taxi trips of San Francisco by straight distance; the hours are those trips' medians
 * against the day's.
 */
final class PickupTimes {
  private static final double[] METERS = {
    0, 300, 1_200, 1_800, 2_250, 2_750, 3_450, 4_450, 5_450, 6_800, 8_800
  };
  private static final double[] SECONDS = {30, 95, 265, 417, 490, 568, 662, 785, 905, 999, 1_134};
  private static final double BEYOND_S_PER_M = 0.068;

  private static final double[] HOURS = {
    0.87, 0.87, 0.86, 0.83, 0.85, 0.84, 0.88, 0.98, 1.10, 1.05, 1.03, 1.05,
    1.08, 1.09, 1.11, 1.10, 1.11, 1.17, 1.10, 1.01, 0.97, 0.97, 0.94, 0.90
  };

  private PickupTimes() {}

  /**
   * @param hour 0 to 23, local
   */
  static double seconds(double meters, int hour) {
    return byDistance(meters) * HOURS[hour];
  }

  private static double byDistance(double meters) {
    int last = METERS.length - 1;
    if (meters >= METERS[last]) {
      return SECONDS[last] + (meters - METERS[last]) * BEYOND_S_PER_M;
    }
    int upper = 1;
    while (meters > METERS[upper]) {
      upper++;
    }
    double share = (meters - METERS[upper - 1]) / (METERS[upper] - METERS[upper - 1]);
    return SECONDS[upper - 1] + share * (SECONDS[upper] - SECONDS[upper - 1]);
  }
}

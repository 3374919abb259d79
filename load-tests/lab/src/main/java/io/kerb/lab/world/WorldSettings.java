package io.kerb.lab.world;

/**
 * What is assumed about cars and riders; all shares are 0 to 1.
 *
 * @param fleet cars, the whole time
 * @param etaError standard deviation of the pickup ETAs' relative error
 * @param etaErrorOf what shares one error
 * @param declines of offers, answered with no
 * @param driverCancels of accepted trips, given back before the pickup
 * @param dark of the times when a car becomes free, its phone falls silent for some minutes
 */
public record WorldSettings(
    int fleet,
    double etaError,
    ErrorOf etaErrorOf,
    double declines,
    double driverCancels,
    double dark,
    long seed) {
  public static final int FLEET_MAX = 20_000;

  /** Between whom an error of the ETA is drawn anew. */
  public enum ErrorOf {
    /** Each pair of a rider and a car has its own. */
    PAIR,
    /** A driver is always as much slower or faster than said. */
    DRIVER
  }

  public WorldSettings {
    if (fleet < 1 || fleet > FLEET_MAX) {
      throw new IllegalArgumentException("the fleet must be 1 to " + FLEET_MAX + ", was " + fleet);
    }
    requireShare("eta-error", etaError);
    requireShare("declines", declines);
    requireShare("driver-cancels", driverCancels);
    requireShare("dark", dark);
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " must be 0 to 1, but was " + share);
    }
  }
}

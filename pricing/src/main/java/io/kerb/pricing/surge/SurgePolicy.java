package io.kerb.pricing.surge;

import java.time.Duration;

/**
 * The rule by which demand and supply become a multiplier. Multipliers are counted in tenths, so
 * that the bounds hold exactly.
 *
 * @param window requests of this long ago count as demand
 * @param tick how often a market's cells are computed
 * @param memory half-life of the smoothing over time
 * @param neighbourWeight share of the four neighbours in a cell's demand and supply, 0 to 1
 * @param calmRequestsPerCar requests in the window per idle car up to which nothing surges
 * @param tenthsPerRequestPerCar how steeply it rises from there
 * @param demandMin smoothed requests below which a cell does not surge: noise
 * @param deadbandTenths how far the pressure must move before the target follows it
 * @param hold how long a target keeps its direction before it may turn round
 * @param capTenths highest multiplier
 * @param stepTenths most that a multiplier moves in one update
 * @param slopeTenths most by which two neighbouring cells differ
 */
public record SurgePolicy(
    Duration window,
    Duration tick,
    Duration memory,
    double neighbourWeight,
    double calmRequestsPerCar,
    double tenthsPerRequestPerCar,
    double demandMin,
    double deadbandTenths,
    Duration hold,
    int capTenths,
    int stepTenths,
    int slopeTenths) {

  /** No surge. */
  public static final int FLOOR_TENTHS = 10;

  public SurgePolicy {
    if (capTenths < FLOOR_TENTHS || stepTenths < 1 || slopeTenths < 1) {
      throw new IllegalArgumentException(
          "surge needs a cap of at least 1.0, a step and a slope of at least 0.1, but got "
              + capTenths / 10.0
              + ", "
              + stepTenths / 10.0
              + ", "
              + slopeTenths / 10.0);
    }
    if (window.isNegative() || window.isZero() || tick.isNegative() || tick.isZero()) {
      throw new IllegalArgumentException("surge needs a window and a tick, but got none");
    }
    if (!(neighbourWeight >= 0 && neighbourWeight <= 1)) {
      throw new IllegalArgumentException(
          "neighbour weight must be 0 to 1, but was " + neighbourWeight);
    }
  }

  public static SurgePolicy standard() {
    return new SurgePolicy(
        Duration.ofMinutes(10),
        Duration.ofSeconds(15),
        Duration.ofSeconds(90),
        0.5,
        2.0,
        2.5,
        2.0,
        0.8,
        Duration.ofMinutes(5),
        25,
        2,
        3);
  }

  /** The same rule with what an installation sets. */
  public SurgePolicy with(Duration newWindow, Duration newTick, int newCapTenths) {
    return new SurgePolicy(
        newWindow,
        newTick,
        memory,
        neighbourWeight,
        calmRequestsPerCar,
        tenthsPerRequestPerCar,
        demandMin,
        deadbandTenths,
        hold,
        newCapTenths,
        stepTenths,
        slopeTenths);
  }
}

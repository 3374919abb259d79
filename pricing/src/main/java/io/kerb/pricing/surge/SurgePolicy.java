package io.kerb.pricing.surge;

import java.time.Duration;
import java.util.List;

/**
 * The rule by which demand and supply become a multiplier. Multipliers are counted in tenths, so
 * that the bounds hold exactly.
 *
 * @param window what happened this long ago counts as demand
 * @param tick how often a market's cells are computed
 * @param deadbandTenths how far the pressure must move before the target follows it
 * @param hold how long a target keeps its direction before it may turn round
 * @param capTenths highest multiplier, also of an operator's override
 * @param stepTenths most that a multiplier moves in one update
 * @param slopeTenths most by which two neighbouring cells differ
 */
public record SurgePolicy(
    Duration window,
    Duration tick,
    Weights weights,
    Smoothing smoothing,
    Curve curve,
    double deadbandTenths,
    Duration hold,
    int capTenths,
    int stepTenths,
    int slopeTenths) {

  /** No surge. */
  public static final int FLOOR_TENTHS = 10;

  /**
   * What counts how much; a request counts 1.
   *
   * @param quote a price that was asked and not ordered: most who only look do not ride
   * @param unmet a request that found nobody, beside its 1 as a request
   * @param forecast share of what is expected beyond what is seen; 0 to 1
   */
  public record Weights(double quote, double unmet, double forecast) {
    public Weights {
      requireShare("the weight of a quote", quote);
      requireShare("the weight of the forecast", forecast);
      if (!(unmet >= 0 && unmet <= 10)) {
        throw new IllegalArgumentException(
            "the weight of an unmet request must be 0 to 10, but was " + unmet);
      }
    }
  }

  /**
   * How counts are made steady; see {@link CountLevels}.
   *
   * @param memory half-life of the smoothing over time
   * @param neighbourWeight share of the four neighbours in a cell's counts, 0 to 1
   * @param longMemory half-life of the mean that corrects a level
   * @param noticed how far the square root of a count must move to be no noise
   * @param noticedAround the same for a unit and its neighbours together
   * @param noticedLong the same for the mean
   * @param settle how long a level follows its count after that
   */
  public record Smoothing(
      Duration memory,
      Duration longMemory,
      double neighbourWeight,
      double noticed,
      double noticedAround,
      double noticedLong,
      Duration settle) {
    public Smoothing {
      requireShare("the weight of the neighbours", neighbourWeight);
      boolean remembers = memory.toMillis() > 0 && longMemory.toMillis() > 0;
      if (!remembers
          || settle.isNegative()
          || !(noticed >= 0 && noticedAround >= 0 && noticedLong >= 0)) {
        throw new IllegalArgumentException(
            "smoothing needs memories above 0, and times and distances not below 0, but got "
                + List.of(memory, longMemory, settle, noticed, noticedAround, noticedLong));
      }
    }
  }

  /**
   * From requests per car to a multiplier; see {@link Pressure}.
   *
   * @param calmRequestsPerCar requests in the window per idle car up to which nothing surges
   * @param tenthsPerRequestPerCar how steeply it rises from there
   * @param demandMin requests below which a cell does not surge
   * @param rareDemand requests at which a product's own counts weigh as much as all products'
   */
  public record Curve(
      double calmRequestsPerCar,
      double tenthsPerRequestPerCar,
      double demandMin,
      double rareDemand) {}

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
  }

  private static void requireShare(String what, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(what + " must be 0 to 1, but was " + share);
    }
  }

  public static SurgePolicy standard() {
    return new SurgePolicy(
        Duration.ofMinutes(10),
        Duration.ofSeconds(15),
        new Weights(0.25, 1, 0.5),
        new Smoothing(
            Duration.ofSeconds(90),
            Duration.ofHours(1),
            0.5,
            1.9,
            3.0,
            0.5,
            Duration.ofMinutes(10)),
        new Curve(2.0, 2.5, 2.0, 4.0),
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
        weights,
        smoothing,
        curve,
        deadbandTenths,
        hold,
        newCapTenths,
        stepTenths,
        slopeTenths);
  }
}

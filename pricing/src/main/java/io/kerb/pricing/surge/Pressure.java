package io.kerb.pricing.surge;

import io.kerb.pricing.surge.CellSurge.Counts;
import io.kerb.pricing.surge.SurgePolicy.Curve;

/** What scarcity would cost, in tenths, not rounded: the curve between counts and multipliers. */
final class Pressure {
  private final Curve curve;
  private final int capTenths;

  Pressure(SurgePolicy policy) {
    this.curve = policy.curve();
    this.capTenths = policy.capTenths();
  }

  /**
   * A product that many ask for has its own price; one that few ask for leans on all products, as a
   * few requests say little.
   */
  double of(Counts own, Counts all) {
    double share = own.demand() / (own.demand() + curve.rareDemand());
    return share * of(own) + (1 - share) * of(all);
  }

  /** One car is added to the idle ones: the next to become free. */
  private double of(Counts counts) {
    if (counts.demand() < curve.demandMin()) {
      return SurgePolicy.FLOOR_TENTHS;
    }
    double excess = counts.demand() / (counts.supply() + 1) - curve.calmRequestsPerCar();
    return Math.min(
        capTenths, SurgePolicy.FLOOR_TENTHS + Math.max(0, excess) * curve.tenthsPerRequestPerCar());
  }
}

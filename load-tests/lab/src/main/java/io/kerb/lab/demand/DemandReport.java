package io.kerb.lab.demand;

import io.kerb.pricing.forecast.CellForecast;
import io.kerb.pricing.forecast.DemandForecaster;
import io.kerb.pricing.forecast.DemandHistory;
import io.kerb.pricing.forecast.Poisson;

/** Sums of absolute errors, and what they make. */
final class DemandReport {
  private final int cells;
  private final int slots;
  private double actual;
  private double expected;
  private double modelError;
  private double medianError;
  private double persistenceError;
  private double hourOfWeekError;
  private double profileError;
  private double floorError;
  private final double[] aheadError = new double[DemandForecaster.HORIZONS];
  private final double[] aheadActual = new double[DemandForecaster.HORIZONS];

  DemandReport(int cells, int slots) {
    this.cells = cells;
    this.slots = slots;
  }

  /** A forecast made when this slot began. */
  record Ahead(CellForecast forecast, long slot) {}

  void compare(CellForecast forecast, double hourOfWeek, int count) {
    double mean = forecast.next();
    actual += count;
    expected += mean;
    modelError += Math.abs(mean - count);
    medianError += Math.abs(Poisson.median(mean) - count);
    persistenceError += Math.abs(forecast.last() - count);
    hourOfWeekError += Math.abs(hourOfWeek - count);
    profileError += Math.abs(forecast.usual() - count);
    floorError += Poisson.meanAbsoluteDeviation(mean);
  }

  /** The same, for the slots after it as far as the test goes. */
  void compareAhead(Ahead ahead, DemandHistory history, long end) {
    for (int horizon = 0; horizon < aheadError.length && ahead.slot + horizon < end; horizon++) {
      int count = history.count(ahead.forecast.cell(), ahead.slot + horizon);
      aheadActual[horizon] += count;
      aheadError[horizon] += Math.abs(ahead.forecast.expected().get(horizon) - count);
    }
  }

  int cells() {
    return cells;
  }

  int slots() {
    return slots;
  }

  long pickups() {
    return Math.round(actual);
  }

  double model() {
    return modelError / actual;
  }

  /** If the forecast's median is told instead of its mean, which absolute errors reward. */
  double modelMedian() {
    return medianError / actual;
  }

  double persistence() {
    return persistenceError / actual;
  }

  double hourOfWeek() {
    return hourOfWeekError / actual;
  }

  /** The model's profile without the live level. */
  double profile() {
    return profileError / actual;
  }

  /** What would remain if the model's means were the truth, and counts were Poisson. */
  double poissonFloor() {
    return floorError / expected;
  }

  /** (forecast − actual) ÷ actual. */
  double biasShare() {
    return expected / actual - 1;
  }

  /**
   * @param horizon 0 for the slot that begins
   */
  double ahead(int horizon) {
    return aheadError[horizon] / aheadActual[horizon];
  }
}

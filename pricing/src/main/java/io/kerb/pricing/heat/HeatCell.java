package io.kerb.pricing.heat;

import io.kerb.location.api.Cell;
import java.math.BigDecimal;

/**
 * One cell as a driver sees it.
 *
 * @param expected mean requests in 15 min
 * @param idleCars on duty and without a trip
 * @param distanceM from the driver to its centre, as the crow flies
 */
public record HeatCell(
    Cell cell, double expected, int idleCars, BigDecimal multiplier, double distanceM) {

  /** Requests per idle car; a cell without cars counts as one with one. */
  public double expectedPerCar() {
    return expected / Math.max(1, idleCars);
  }

  /** What a car that comes may earn in 15 min there, in rides at the usual price. */
  double worthToComer() {
    return worth(idleCars + 1);
  }

  /** The same for one that is there already, and so among the idle cars. */
  double worthToStayer() {
    return worth(Math.max(1, idleCars));
  }

  private double worth(int cars) {
    return Math.min(1, expected / cars) * multiplier.doubleValue();
  }
}

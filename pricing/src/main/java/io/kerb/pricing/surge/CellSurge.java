package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.ProductId;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One cell's multiplier for one product, as published.
 *
 * @param tenths 10 for no surge
 * @param version grows with each publication of the cell
 */
public record CellSurge(
    Cell cell, ProductId product, int tenths, Causes causes, long version, Instant updatedAt) {

  public BigDecimal multiplier() {
    return BigDecimal.valueOf(tenths, 1);
  }

  /**
   * Why it is what it is.
   *
   * @param seen requests, unmet requests and quotes of this product in the window
   * @param expected requests that the forecast expects in the window; 0 without one
   * @param supply idle cars of this product at the moment
   * @param own what the product is taken to have here: see {@link CountLevels}
   * @param all the same of all products together
   * @param targetTenths what demand and supply alone ask for here
   * @param zone that the cell prices as one with; empty for none
   * @param note what an operator ordered here; empty for nothing
   */
  public record Causes(
      DemandWindow.Demand seen,
      double expected,
      int supply,
      Counts own,
      Counts all,
      int targetTenths,
      String zone,
      String note) {}

  /** Demand and supply as levels: of the cell, or of its zone. */
  public record Counts(double demand, double supply) {}
}

package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One cell's multiplier as published.
 *
 * @param tenths 10 for no surge
 * @param demand requests in the window
 * @param supply idle cars at the moment
 * @param version grows with each publication of the cell
 */
public record CellSurge(
    Cell cell, int tenths, int demand, int supply, long version, Instant updatedAt) {
  public BigDecimal multiplier() {
    return BigDecimal.valueOf(tenths, 1);
  }
}

package io.kerb.pricing.forecast;

import io.kerb.location.api.Cell;
import java.util.List;

/**
 * What is expected of one cell.
 *
 * @param expected mean requests in the slot that begins and in the three after it
 * @param usual what the profile alone says of the slot that begins
 * @param last requests in the slot that has just ended
 */
public record CellForecast(Cell cell, List<Double> expected, double usual, int last) {
  public CellForecast {
    expected = List.copyOf(expected);
  }

  /** Of the slot that begins. */
  public double next() {
    return expected.get(0);
  }
}

package io.kerb.pricing.heat;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.pricing.surge.CellSurge;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cells around a driver, nearest first. */
public final class HeatMap {
  /** Farther than a driver goes for a chance. */
  public static final double RADIUS_M = 5_000;

  public static final int CELLS_MAX = 60;

  private static final BigDecimal NO_SURGE = BigDecimal.ONE;

  private HeatMap() {}

  /**
   * @param expected mean requests in 15 min by cell
   * @param surge of one product, with its idle cars; a cell that it lacks has none
   */
  public static List<HeatCell> around(
      LatLng here, Map<Cell, Double> expected, List<CellSurge> surge) {
    Map<Cell, CellSurge> supply = new HashMap<>();
    surge.forEach(entry -> supply.put(entry.cell(), entry));
    return expected.entrySet().stream()
        .map(entry -> cell(here, entry.getKey(), entry.getValue(), supply.get(entry.getKey())))
        .filter(cell -> cell.distanceM() <= RADIUS_M)
        .sorted(
            Comparator.comparingDouble(HeatCell::distanceM)
                .thenComparing(cell -> cell.cell().toString()))
        .limit(CELLS_MAX)
        .toList();
  }

  private static HeatCell cell(LatLng here, Cell cell, double expected, CellSurge surge) {
    return new HeatCell(
        cell,
        expected,
        surge == null ? 0 : surge.causes().supply(),
        surge == null ? NO_SURGE : surge.multiplier(),
        here.metersTo(cell.center()));
  }
}

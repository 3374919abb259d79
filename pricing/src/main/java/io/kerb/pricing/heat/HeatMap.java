package io.kerb.pricing.heat;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The cells around a driver, nearest first. */
public final class HeatMap {
  /** Farther than a driver goes for a chance. */
  public static final double RADIUS_M = 5_000;

  public static final int CELLS_MAX = 60;

  private static final Supply NONE = new Supply(0, BigDecimal.ONE);

  private HeatMap() {}

  /** What surge knows of a cell. */
  public record Supply(int idleCars, BigDecimal multiplier) {}

  /**
   * @param expected mean requests in 15 min by cell
   * @param supply of one product; a cell that it lacks has none
   */
  public static List<HeatCell> around(
      LatLng here, Map<Cell, Double> expected, Map<Cell, Supply> supply) {
    return expected.entrySet().stream()
        .map(
            entry ->
                cell(
                    here,
                    entry.getKey(),
                    entry.getValue(),
                    supply.getOrDefault(entry.getKey(), NONE)))
        .filter(cell -> cell.distanceM() <= RADIUS_M)
        .sorted(
            Comparator.comparingDouble(HeatCell::distanceM)
                .thenComparing(cell -> cell.cell().toString()))
        .limit(CELLS_MAX)
        .toList();
  }

  private static HeatCell cell(LatLng here, Cell cell, double expected, Supply supply) {
    return new HeatCell(
        cell, expected, supply.idleCars, supply.multiplier, here.metersTo(cell.center()));
  }
}

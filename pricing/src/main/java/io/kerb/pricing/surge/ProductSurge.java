package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.pricing.surge.CellSurge.Counts;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One product's levels and multipliers in a market. For one thread. */
final class ProductSurge {
  private final SurgeGrid grid;
  private final Pressure pressure;
  private final CountLevels demand;
  private final CountLevels supply;
  private final SurgeField field;
  private Map<Cell, Integer> tenths = Map.of();

  ProductSurge(SurgePolicy policy, SurgeGrid grid) {
    this.grid = grid;
    this.pressure = new Pressure(policy);
    this.demand = new CountLevels(policy.smoothing(), grid);
    this.supply = new CountLevels(policy.smoothing(), grid);
    this.field = new SurgeField(policy, grid);
  }

  void restore(CellSurge published) {
    Cell unit = grid.unitOf(published.cell());
    demand.restore(unit, published.causes().own().demand());
    supply.restore(unit, published.causes().own().supply());
    field.restore(unit, published.tenths(), published.causes().targetTenths());
  }

  /**
   * @param demandNow per unit
   * @param supplyNow per unit
   */
  void tick(
      Map<Cell, Double> demandNow,
      Map<Cell, Double> supplyNow,
      MarketLevels all,
      StandingOrders orders,
      Instant now) {
    demand.observe(demandNow, now);
    supply.observe(supplyNow, now);
    Set<Cell> units = new HashSet<>(demand.units());
    units.addAll(supply.units());
    units.addAll(all.units());
    Map<Cell, Double> pressures = new HashMap<>();
    for (Cell unit : units) {
      pressures.put(unit, pressure.of(own(unit), all.at(unit)));
    }
    Set<Cell> unsettled = all.settling();
    unsettled.addAll(demand.settling());
    unsettled.addAll(supply.settling());
    tenths = grid.perCell(field.tick(pressures, unsettled, orders, now));
  }

  Set<Cell> surging() {
    return tenths.keySet();
  }

  int tenths(Cell cell) {
    return tenths.getOrDefault(cell, SurgePolicy.FLOOR_TENTHS);
  }

  int target(Cell cell) {
    return field.target(grid.unitOf(cell));
  }

  /** Of the unit that the cell belongs to. */
  Counts own(Cell cell) {
    Cell unit = grid.unitOf(cell);
    return new Counts(demand.at(unit), supply.at(unit));
  }
}

package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.pricing.surge.CellSurge.Counts;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Demand and supply of all products together. For one thread. */
final class MarketLevels {
  private final SurgeGrid grid;
  private final CountLevels demand;
  private final CountLevels supply;

  MarketLevels(SurgePolicy policy, SurgeGrid grid) {
    this.grid = grid;
    this.demand = new CountLevels(policy.smoothing(), grid);
    this.supply = new CountLevels(policy.smoothing(), grid);
  }

  void restore(Cell cell, Counts published) {
    demand.restore(grid.unitOf(cell), published.demand());
    supply.restore(grid.unitOf(cell), published.supply());
  }

  void observe(Map<Cell, Double> demandNow, Map<Cell, Double> supplyNow, Instant now) {
    demand.observe(demandNow, now);
    supply.observe(supplyNow, now);
  }

  Counts at(Cell cell) {
    Cell unit = grid.unitOf(cell);
    return new Counts(demand.at(unit), supply.at(unit));
  }

  Set<Cell> settling() {
    Set<Cell> settling = demand.settling();
    settling.addAll(supply.settling());
    return settling;
  }

  Set<Cell> units() {
    Set<Cell> units = new HashSet<>(demand.units());
    units.addAll(supply.units());
    return units;
  }
}

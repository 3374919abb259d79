package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.Market;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A market cut into units that price as one: each cell by itself, or all cells of a zone. A unit is
 * named by its first cell. Steps and slopes are bounded between units, and so between cells. For
 * one thread.
 */
public final class SurgeGrid {
  /** About 30,000 km²: beyond it there is no order for the whole market. */
  static final int MARKET_CELLS_MAX = 20_000;

  private final Market market;
  private final Map<Cell, SurgeZone> zoneOf = new HashMap<>();
  private final Map<String, SurgeZone> zones = new HashMap<>();
  private final Map<Cell, Cell> unitOf = new HashMap<>();
  private final Map<Cell, List<Cell>> neighbours = new HashMap<>();
  private Set<Cell> marketUnits;

  /**
   * @throws IllegalArgumentException if two zones share a name or a cell
   */
  public SurgeGrid(Market market, List<SurgeZone> zones) {
    this.market = market;
    requireApart(zones);
    for (SurgeZone zone : zones) {
      this.zones.put(zone.name(), zone);
      Cell first = zone.cells().stream().min(SurgeCells.ORDER).orElseThrow();
      for (Cell cell : zone.cells()) {
        zoneOf.put(cell, zone);
        unitOf.put(cell, first);
      }
    }
  }

  /**
   * @throws IllegalArgumentException if two zones share a name or a cell
   */
  public static void requireApart(List<SurgeZone> zones) {
    Set<String> names = new HashSet<>();
    Map<Cell, String> owners = new HashMap<>();
    for (SurgeZone zone : zones) {
      if (!names.add(zone.name())) {
        throw new IllegalArgumentException("two zones are named '" + zone.name() + "'");
      }
      for (Cell cell : zone.cells()) {
        String other = owners.put(cell, zone.name());
        if (other != null) {
          throw new IllegalArgumentException(
              "zones '" + other + "' and '" + zone.name() + "' share cell " + cell);
        }
      }
    }
  }

  Cell unitOf(Cell cell) {
    return unitOf.getOrDefault(cell, cell);
  }

  Set<Cell> cellsOf(Cell unit) {
    SurgeZone zone = zoneOf.get(unit);
    return zone == null ? Set.of(unit) : zone.cells();
  }

  /**
   * Every unit that a pickup in the market can be in.
   *
   * @throws IllegalArgumentException if the market has too many
   */
  public Set<Cell> marketUnits() {
    if (marketUnits == null) {
      marketUnits =
          SurgeZone.cellsAt(market.loop(), MARKET_CELLS_MAX).stream()
              .map(this::unitOf)
              .collect(Collectors.toUnmodifiableSet());
    }
    return marketUnits;
  }

  public Optional<SurgeZone> findZone(String name) {
    return Optional.ofNullable(zones.get(name));
  }

  Optional<SurgeZone> findZone(Cell cell) {
    return Optional.ofNullable(zoneOf.get(cell));
  }

  /** Four of a cell; of a zone all around it. The relation is symmetric. */
  List<Cell> neighbours(Cell unit) {
    return neighbours.computeIfAbsent(unit, this::findNeighbours);
  }

  private List<Cell> findNeighbours(Cell unit) {
    Set<Cell> around = new LinkedHashSet<>();
    for (Cell cell : cellsOf(unit)) {
      SurgeCells.neighbours(cell).forEach(beside -> around.add(unitOf(beside)));
    }
    around.remove(unit);
    return new ArrayList<>(around);
  }

  /** Counts of cells as counts of units. */
  Map<Cell, Double> perUnit(Map<Cell, ? extends Number> counts) {
    Map<Cell, Double> units = new HashMap<>();
    counts.forEach((cell, count) -> units.merge(unitOf(cell), count.doubleValue(), Double::sum));
    return units;
  }

  /** Values of units as values of their cells. */
  <T> Map<Cell, T> perCell(Map<Cell, T> units) {
    Map<Cell, T> cells = new HashMap<>();
    units.forEach((unit, value) -> cellsOf(unit).forEach(cell -> cells.put(cell, value)));
    return cells;
  }
}

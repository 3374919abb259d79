package io.kerb.pricing.surge;

import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2RegionCoverer;
import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A named part of a market that prices as one, such as an airport: the cells whose centre lies
 * inside its polygon.
 */
public record SurgeZone(String name, Set<Cell> cells) {
  /** About 1,600 km². */
  public static final int CELLS_MAX = 1_000;

  public SurgeZone {
    cells = Set.copyOf(cells);
    if (!name.matches("[a-z0-9][a-z0-9_-]{0,31}")) {
      throw new IllegalArgumentException(
          "a zone's name must be 1 to 32 of a-z, 0-9, '_' and '-', but was '" + name + "'");
    }
    if (cells.isEmpty() || cells.size() > CELLS_MAX) {
      throw new IllegalArgumentException(
          "zone '"
              + name
              + "' has the centres of "
              + cells.size()
              + " surge cells (of about 1.1 km) inside; allowed: 1 to "
              + CELLS_MAX);
    }
  }

  /**
   * @param polygon the corners, in either direction, not closed; at least three
   * @throws IllegalArgumentException if the polygon is none, or holds no cell or too many
   */
  public static SurgeZone of(String name, List<LatLng> polygon) {
    return new SurgeZone(name, cellsIn(loop(name, polygon)));
  }

  private static S2Loop loop(String name, List<LatLng> polygon) {
    if (polygon.size() < 3) {
      throw new IllegalArgumentException(
          "zone '" + name + "' needs at least 3 corners, but has " + polygon.size());
    }
    List<S2Point> corners = polygon.stream().map(corner -> corner.toS2().toPoint()).toList();
    S2Loop loop = new S2Loop(corners);
    if (!loop.isValid()) {
      throw new IllegalArgumentException(
          "zone '" + name + "' crosses itself, or a corner stands twice; maybe order its corners");
    }
    loop.normalize();
    return loop;
  }

  /** The surge cells whose centre lies inside. */
  private static Set<Cell> cellsIn(S2Loop loop) {
    Set<Cell> cells = new TreeSet<>(SurgeCells.ORDER);
    for (Cell cell : cellsAt(loop, 2 * CELLS_MAX)) {
      if (loop.contains(new S2CellId(cell.id()).toPoint())) {
        cells.add(cell);
      }
    }
    return cells;
  }

  /**
   * The surge cells that the loop touches.
   *
   * @throws IllegalArgumentException if there are too many
   */
  static Set<Cell> cellsAt(S2Loop loop, int cellsMax) {
    // The area decides before a covering of half a continent is made.
    double cellArea = 4 * Math.PI / (6.0 * (1L << (2 * SurgeCells.LEVEL)));
    if (loop.getArea() / cellArea > cellsMax) {
      throw new IllegalArgumentException(
          "about "
              + Math.round(loop.getArea() / cellArea)
              + " surge cells of about 1.1 km; allowed: "
              + cellsMax);
    }
    S2RegionCoverer coverer =
        S2RegionCoverer.builder()
            .setMinLevel(SurgeCells.LEVEL)
            .setMaxLevel(SurgeCells.LEVEL)
            .build();
    ArrayList<S2CellId> covering = new ArrayList<>();
    coverer.getCovering(loop, covering);
    Set<Cell> cells = new TreeSet<>(SurgeCells.ORDER);
    covering.forEach(id -> cells.add(new Cell(id.id())));
    return cells;
  }
}

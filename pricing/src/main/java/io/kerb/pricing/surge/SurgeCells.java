package io.kerb.pricing.surge;

import com.google.common.geometry.S2CellId;
import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The grid that surge is computed on: S2 cells of about 1.1 km. */
public final class SurgeCells {
  public static final int LEVEL = 13;

  static final Comparator<Cell> ORDER = (a, b) -> Long.compareUnsigned(a.id(), b.id());

  private SurgeCells() {}

  public static Cell of(LatLng position) {
    return Cell.of(position, LEVEL);
  }

  /** The four cells that share an edge with this one; the relation is symmetric. */
  public static List<Cell> neighbours(Cell cell) {
    S2CellId[] edges = new S2CellId[4];
    new S2CellId(cell.id()).getEdgeNeighbors(edges);
    return Stream.of(edges).map(edge -> new Cell(edge.id())).toList();
  }
}

package io.kerb.location.index;

import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Projections;
import java.util.Arrays;
import java.util.Optional;

/**
 * The index cells that touch a disk, found in the square of cells around its middle. A window asks
 * for thousands of disks; S2's general coverer takes fifty times as long for each.
 */
final class DiskCover {
  private static final int SIDE = 1 << SupplyCells.LEVEL;
  private static final int LEAF_BITS = S2CellId.MAX_LEVEL - SupplyCells.LEVEL;

  /** Radians, of the narrowest cell. */
  private static final double WIDTH_MIN = S2Projections.PROJ.minWidth.getValue(SupplyCells.LEVEL);

  /** Radians from a cell's centre to its farthest corner; a cell's diagonals differ by a little. */
  private static final double CORNER_MAX =
      0.51 * S2Projections.PROJ.maxDiag.getValue(SupplyCells.LEVEL);

  private DiskCover() {}

  /**
   * Every index cell that touches the disk, and perhaps a few beside it; empty if the disk crosses
   * an edge of S2's cube, where rows of cells change direction.
   *
   * @param radius in radians
   */
  static Optional<long[]> find(S2Point center, double radius) {
    S2CellId leaf = S2CellId.fromPoint(center);
    int column = leaf.getI() >> LEAF_BITS;
    int row = leaf.getJ() >> LEAF_BITS;
    int reach = 1 + (int) (radius / WIDTH_MIN);
    boolean onOneFace =
        column >= reach && row >= reach && column + reach < SIDE && row + reach < SIDE;
    return onOneFace
        ? Optional.of(within(center, radius + CORNER_MAX, leaf.face(), column, row, reach))
        : Optional.empty();
  }

  private static long[] within(
      S2Point center, double radius, int face, int column, int row, int reach) {
    S2Point onFace = S2Projections.faceXyzToUvw(face, center);
    double nearest = Math.cos(radius);
    double[] v = middles(row, reach);
    double[] u = middles(column, reach);
    long[] cells = new long[u.length * v.length];
    int found = 0;
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < v.length; j++) {
        double dot = onFace.getX() * u[i] + onFace.getY() * v[j] + onFace.getZ();
        if (dot >= nearest * Math.sqrt(1 + u[i] * u[i] + v[j] * v[j])) {
          cells[found++] = cell(face, column - reach + i, row - reach + j);
        }
      }
    }
    return Arrays.copyOf(cells, found);
  }

  /** Of the cells' centres along one side of the face. */
  private static double[] middles(int middle, int reach) {
    double[] middles = new double[2 * reach + 1];
    for (int i = 0; i < middles.length; i++) {
      middles[i] = S2Projections.PROJ.stToUV((middle - reach + i + 0.5) / SIDE);
    }
    return middles;
  }

  private static long cell(int face, int column, int row) {
    S2CellId leaf = S2CellId.fromFaceIJ(face, column << LEAF_BITS, row << LEAF_BITS);
    return SupplyCells.ofLeaf(leaf.id());
  }
}

package io.kerb.location.index;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Region;
import com.google.common.geometry.S2RegionCoverer;
import io.kerb.location.api.LatLng;
import java.util.ArrayList;

/** The cells that the index is cut into, as raw S2 ids: no objects on the hot path. */
public final class SupplyCells {
  /** About 280 m wide: a city of 100,000 drivers has some tens of them per busy cell. */
  public static final int LEVEL = 15;

  /** About 2.3 km wide: the unit that the ring places on shards, so one search touches few. */
  public static final int RING_LEVEL = 12;

  // With min = max level the coverer's cell budget does not apply: the minimum level wins.
  private static final S2RegionCoverer COVERER =
      S2RegionCoverer.builder().setMinLevel(LEVEL).setMaxLevel(LEVEL).build();

  private SupplyCells() {}

  /** The index cell of a position. */
  public static long of(LatLng position) {
    return parent(leaf(position), LEVEL);
  }

  /** The index cell of a leaf cell. */
  public static long ofLeaf(long leaf) {
    return parent(leaf, LEVEL);
  }

  /** The 1 cm cell of a position. */
  public static long leaf(LatLng position) {
    return S2CellId.fromLatLng(position.toS2()).id();
  }

  /** The ancestor at a coarser (or the same) level. */
  public static long parent(long cell, int level) {
    long lowestBit = 1L << (2 * (S2CellId.MAX_LEVEL - level));
    return (cell & -lowestBit) | lowestBit;
  }

  /** Every index cell that touches the disk, and perhaps a few beside it. */
  public static long[] coverDisk(S2Point center, double radiusMeters) {
    double radius = radiusMeters / LatLng.EARTH_RADIUS_M;
    return DiskCover.find(center, radius)
        .orElseGet(() -> cover(S2Cap.fromAxisAngle(center, S1Angle.radians(radius))));
  }

  /** Every index cell that touches the polygon. */
  public static long[] coverLoop(S2Loop loop) {
    return cover(loop);
  }

  private static long[] cover(S2Region region) {
    ArrayList<S2CellId> cells = new ArrayList<>();
    // Not getCovering(region): it merges four siblings into their parent, which has no key.
    COVERER.getCovering(region, cells);
    return cells.stream().mapToLong(S2CellId::id).toArray();
  }
}

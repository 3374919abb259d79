package io.kerb.eta.residual;

import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import io.kerb.location.api.LatLng;

/**
 * What the model wants to know of a place where a drive begins or ends. Computed once for all
 * drives that share it.
 */
final class DriveEnd {
  /** Coarsest and finest S2 cells with sums of their own: about 4 km and 280 m. */
  static final int COARSEST = 11;

  static final int FINEST = 15;
  static final int BAND_LEVEL = 13;

  private final S2LatLng place;
  private final long[] cells = new long[FINEST - COARSEST + 1];
  private final float[] residuals = new float[cells.length];
  private final float residualInBand;
  private final float live;

  DriveEnd(LatLng at, boolean from, int band, PlaceSums sums, LiveLevels levels) {
    place = at.toS2();
    S2CellId leaf = S2CellId.fromLatLng(place);
    double residual = 0;
    for (int i = 0; i < cells.length; i++) {
      cells[i] = leaf.parent(COARSEST + i).id();
      residual = sums.shrunk(PlaceKeys.end(from, cells[i]), residual);
      residuals[i] = (float) residual;
    }
    residualInBand =
        (float)
            sums.shrunk(PlaceKeys.endInBand(from, cell(BAND_LEVEL), band), residual(BAND_LEVEL));
    live = levels.near(cell(LiveLevels.CELL_LEVEL));
  }

  S2LatLng place() {
    return place;
  }

  long cell(int level) {
    return cells[level - COARSEST];
  }

  /** Mean log residual of drives with this end in the cell of this level. */
  float residual(int level) {
    return residuals[level - COARSEST];
  }

  /** Likewise, in this part of the week. */
  float residualInBand() {
    return residualInBand;
  }

  /** Of the last hour. */
  float live() {
    return live;
  }
}

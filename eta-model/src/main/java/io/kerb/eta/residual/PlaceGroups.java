package io.kerb.eta.residual;

import com.google.common.geometry.S2CellId;
import io.kerb.location.api.LatLng;
import java.util.function.LongConsumer;

/** The groups a finished drive counts for: those that {@link FeatureRows} asks about. */
public final class PlaceGroups {
  private PlaceGroups() {}

  /** Names each group of the drive once. */
  public static void forEach(LatLng from, LatLng to, int weekHour, LongConsumer group) {
    S2CellId start = S2CellId.fromLatLng(from.toS2());
    S2CellId end = S2CellId.fromLatLng(to.toS2());
    int band = WeekHour.band(weekHour);
    for (int level = DriveEnd.COARSEST; level <= DriveEnd.FINEST; level++) {
      group.accept(PlaceKeys.end(true, start.parent(level).id()));
      group.accept(PlaceKeys.end(false, end.parent(level).id()));
    }
    group.accept(PlaceKeys.endInBand(true, start.parent(DriveEnd.BAND_LEVEL).id(), band));
    group.accept(PlaceKeys.endInBand(false, end.parent(DriveEnd.BAND_LEVEL).id(), band));
    for (int level = DriveEnd.COARSEST; level <= FeatureRows.PAIR_FINEST; level++) {
      group.accept(PlaceKeys.pair(start.parent(level).id(), end.parent(level).id()));
    }
    group.accept(
        PlaceKeys.pairInBand(
            start.parent(FeatureRows.PAIR_BAND_LEVEL).id(),
            end.parent(FeatureRows.PAIR_BAND_LEVEL).id(),
            band));
  }
}

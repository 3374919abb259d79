package io.kerb.eta.trainer.fit;

import io.kerb.eta.residual.PlaceGroups;
import io.kerb.eta.residual.PlaceSums;
import io.kerb.eta.residual.PlaceTable;
import io.kerb.location.api.LatLng;

/** Collects the residuals of places, so that a trip can be shown those without its own fold. */
final class PlaceFit {
  /** Groups of fewer trips are not kept in the model: shrunk, they say next to nothing. */
  private static final double COUNT_MIN = 3;

  private final PlaceTable all = new PlaceTable();
  private final PlaceTable[] ofFolds;

  PlaceFit(int folds) {
    ofFolds = new PlaceTable[folds];
    for (int fold = 0; fold < folds; fold++) {
      ofFolds[fold] = new PlaceTable();
    }
  }

  void add(int fold, LatLng from, LatLng to, int weekHour, double logResidual) {
    PlaceGroups.forEach(
        from,
        to,
        weekHour,
        group -> {
          all.add(group, logResidual, 1);
          ofFolds[fold].add(group, logResidual, 1);
        });
  }

  /** What a model would have known had this fold not been there. */
  PlaceSums without(int fold) {
    PlaceTable own = ofFolds[fold];
    return (group, coarser) -> {
      double count = all.count(group) - own.count(group);
      return count < COUNT_MIN
          ? coarser
          : PlaceSums.shrunk(all.sum(group) - own.sum(group), count, coarser);
    };
  }

  PlaceTable table() {
    return all.withAtLeast(COUNT_MIN);
  }
}

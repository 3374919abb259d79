package io.kerb.eta.network;

import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.index.Snap;
import io.kerb.location.api.LatLng;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Where on the roads a position is; remembered, because a driver is asked about in every window,
 * but moves only with a ping. Safe for many threads.
 */
final class RoadPoints {
  /** Positions remembered, some 200 bytes each; beyond that all are forgotten. */
  private static final int POSITIONS_MAX = 50_000;

  private final Function<LatLng, Optional<Snap>> snapping;
  private final Weighting weighting;
  private final Map<LatLng, Optional<RoadPoint>> known = new ConcurrentHashMap<>();

  RoadPoints(Function<LatLng, Optional<Snap>> snapping, Weighting weighting) {
    this.snapping = snapping;
    this.weighting = weighting;
  }

  /** Empty if no road is near. */
  Optional<RoadPoint> find(LatLng position) {
    Optional<RoadPoint> remembered = known.get(position);
    if (remembered != null) {
      return remembered;
    }
    Optional<RoadPoint> found = snapping.apply(position).map(snap -> RoadPoint.of(snap, weighting));
    if (known.size() >= POSITIONS_MAX) {
      known.clear();
    }
    known.put(position, found);
    return found;
  }
}

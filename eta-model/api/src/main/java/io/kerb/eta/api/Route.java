package io.kerb.eta.api;

import io.kerb.location.api.LatLng;
import java.util.List;

/**
 * A way along the road network.
 *
 * @param points at least two, from the snapped start to the snapped end
 */
public record Route(long distanceM, DriveTime time, List<LatLng> points) {
  public Route {
    points = List.copyOf(points);
  }

  public Route(long distanceM, long durationS, List<LatLng> points) {
    this(distanceM, DriveTime.of(durationS), points);
  }

  /** For display. */
  public long durationS() {
    return time.medianS();
  }
}

package io.kerb.eta.api;

import io.kerb.location.api.LatLng;
import java.util.List;

/**
 * A way along the road network.
 *
 * @param points at least two, from the snapped start to the snapped end
 */
public record Route(long distanceM, long durationS, List<LatLng> points) {
  public Route {
    points = List.copyOf(points);
  }
}

package io.kerb.eta.residual;

import io.kerb.location.api.LatLng;

/**
 * A drive to be estimated.
 *
 * @param emptyRoadS what the road network says without traffic, in seconds; finite, 0 or more
 */
public record Drive(LatLng from, LatLng to, double emptyRoadS) {
  public Drive {
    if (!(emptyRoadS >= 0 && Double.isFinite(emptyRoadS))) {
      throw new IllegalArgumentException(
          "a drive's seconds on empty roads must be finite and 0 or more, but were "
              + emptyRoadS
              + "; maybe there is no way between its ends");
    }
  }
}

package io.kerb.eta.network;

import io.kerb.location.api.LatLng;

/** Where on a road a position may belong. */
public final class Spot {
  private final int edge;
  private final double fraction;
  private final double offM;
  private final LatLng place;

  Spot(int edge, double fraction, double offM, LatLng place) {
    this.edge = edge;
    this.fraction = fraction;
    this.offM = offM;
    this.place = place;
  }

  int edge() {
    return edge;
  }

  /** Of the edge's length, from its base. */
  double fraction() {
    return fraction;
  }

  /** Meters between the position and the road. */
  public double offM() {
    return offM;
  }

  public LatLng place() {
    return place;
  }
}

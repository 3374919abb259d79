package io.kerb.eta.api;

import io.kerb.location.api.LatLng;

/** No way leads through this place; says which one and what may help. */
public final class UnroutableException extends RuntimeException {
  private final transient LatLng place;

  public UnroutableException(LatLng place, String message) {
    super(message);
    this.place = place;
  }

  /** The place that could not be reached; null if the network itself has no connection. */
  public LatLng place() {
    return place;
  }
}

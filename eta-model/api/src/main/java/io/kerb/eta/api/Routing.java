package io.kerb.eta.api;

import io.kerb.location.api.LatLng;
import java.util.List;

/** How does one drive from here to there? */
public interface Routing {

  /** Most places in one route: pickup, stops, drop-off. */
  int PLACES_MAX = 10;

  /**
   * The fastest way through all places in order.
   *
   * @throws UnroutableException if a place is too far from any road or not connected
   */
  Route route(List<LatLng> places);
}

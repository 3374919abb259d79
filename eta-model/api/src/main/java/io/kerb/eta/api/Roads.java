package io.kerb.eta.api;

import io.kerb.location.api.LatLng;
import java.util.List;

/** What do the roads look like? For maps. */
public interface Roads {

  /** Every road that a car may use. */
  List<Road> listRoads();

  /** Whom every map of these roads must name, as its licence asks; plain text. */
  String attribution();

  /**
   * A stretch of road of one class.
   *
   * @param roadClass OpenStreetMap's name, such as {@code residential}
   * @param points at least two
   */
  record Road(String roadClass, List<LatLng> points) {
    public Road {
      points = List.copyOf(points);
      if (points.size() < 2) {
        throw new IllegalArgumentException("a road needs two points, but has " + points);
      }
    }
  }
}

package io.kerb.lab.world;

import io.kerb.location.api.LatLng;

/**
 * Metres east and north of a city's middle: an equirectangular projection, right to 0.1% within 50
 * km, and cheap enough for hundreds of millions of distances.
 */
final class Plane {
  private static final double METERS_PER_DEGREE = Math.toRadians(LatLng.EARTH_RADIUS_M);

  private final LatLng middle;
  private final double metersPerLongitude;

  Plane(LatLng middle) {
    this.middle = middle;
    this.metersPerLongitude = METERS_PER_DEGREE * Math.cos(Math.toRadians(middle.latitude()));
  }

  Spot spot(LatLng place) {
    return new Spot(
        (place.longitude() - middle.longitude()) * metersPerLongitude,
        (place.latitude() - middle.latitude()) * METERS_PER_DEGREE);
  }

  LatLng place(Spot spot) {
    return new LatLng(
        middle.latitude() + spot.y() / METERS_PER_DEGREE,
        middle.longitude() + spot.x() / metersPerLongitude);
  }

  /** Metres east and north. */
  record Spot(double x, double y) {
    double metersTo(Spot other) {
      double east = other.x - x;
      double north = other.y - y;
      // Not hypot: nothing here is near overflow, and this is what the laboratory does most.
      return Math.sqrt(east * east + north * north);
    }

    /** So much of the way to the other, 0 to 1. */
    Spot towards(Spot other, double share) {
      return new Spot(x + (other.x - x) * share, y + (other.y - y) * share);
    }
  }
}

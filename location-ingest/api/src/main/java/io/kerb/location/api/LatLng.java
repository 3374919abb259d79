package io.kerb.location.api;

import com.google.common.geometry.S2LatLng;

/**
 * A position on WGS 84, in degrees.
 *
 * @param latitude -90 to 90
 * @param longitude -180 to 180
 */
public record LatLng(double latitude, double longitude) {
  /** Mean radius of the Earth, as S2 uses it. */
  public static final double EARTH_RADIUS_M = 6_371_010;

  public LatLng {
    if (!(latitude >= -90 && latitude <= 90)) {
      throw new IllegalArgumentException("latitude must be -90 to 90, but was " + latitude);
    }
    if (!(longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException("longitude must be -180 to 180, but was " + longitude);
    }
  }

  /** From the wire's integers, in units of 1e-7 degrees (about 1 cm). */
  public static LatLng ofE7(int latitudeE7, int longitudeE7) {
    return new LatLng(latitudeE7 / 1e7, longitudeE7 / 1e7);
  }

  public int latitudeE7() {
    return (int) Math.round(latitude * 1e7);
  }

  public int longitudeE7() {
    return (int) Math.round(longitude * 1e7);
  }

  /** Great-circle distance. */
  public double metersTo(LatLng other) {
    return toS2().getDistance(other.toS2(), EARTH_RADIUS_M);
  }

  public S2LatLng toS2() {
    return S2LatLng.fromDegrees(latitude, longitude);
  }
}

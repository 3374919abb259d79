package io.kerb.city.motion;

import io.kerb.location.api.LatLng;
import java.util.Arrays;
import java.util.List;

/** A line on the map with a position for every metre driven. Immutable. */
public final class Track {
  private final List<LatLng> points;
  private final double[] metersTo;

  /**
   * @param points at least one
   */
  public Track(List<LatLng> points) {
    this.points = List.copyOf(points);
    this.metersTo = new double[points.size()];
    for (int i = 1; i < metersTo.length; i++) {
      metersTo[i] = metersTo[i - 1] + points.get(i - 1).metersTo(points.get(i));
    }
  }

  public double lengthM() {
    return metersTo[metersTo.length - 1];
  }

  /** Where a car is after so many metres; the end, beyond it. */
  public LatLng at(double meters) {
    int leg = legAt(meters);
    LatLng from = points.get(leg);
    if (leg == points.size() - 1) {
      return from;
    }
    LatLng to = points.get(leg + 1);
    double length = metersTo[leg + 1] - metersTo[leg];
    double share = length == 0 ? 0 : (Math.max(0, meters) - metersTo[leg]) / length;
    return new LatLng(
        from.latitude() + share * (to.latitude() - from.latitude()),
        from.longitude() + share * (to.longitude() - from.longitude()));
  }

  /** Compass heading there: 0 is north, 90 east. */
  public int headingDeg(double meters) {
    if (points.size() < 2) {
      return 0;
    }
    int leg = Math.min(legAt(meters), points.size() - 2);
    LatLng from = points.get(leg);
    LatLng to = points.get(leg + 1);
    double east = (to.longitude() - from.longitude()) * Math.cos(Math.toRadians(from.latitude()));
    double north = to.latitude() - from.latitude();
    return Math.floorMod(Math.round((float) Math.toDegrees(Math.atan2(east, north))), 360);
  }

  /** The last point that is not beyond. */
  private int legAt(double meters) {
    int found = Arrays.binarySearch(metersTo, Math.max(0, meters));
    return found >= 0 ? found : -found - 2;
  }
}

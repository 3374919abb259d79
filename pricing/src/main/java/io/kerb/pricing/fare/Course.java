package io.kerb.pricing.fare;

import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2LatLngRect;
import com.google.common.geometry.S2Point;
import io.kerb.location.api.LatLng;
import java.util.List;

/** A ride as the rules of zones and tolls look at it: its places, and the line it is driven on. */
public final class Course {
  private static final double OFF_GRID_DEGREES = 3.3e-9;

  private final LatLng pickup;
  private final List<LatLng> later;
  private final List<S2Point> line;
  private final S2LatLngRect bound;

  /**
   * @param later stops and drop-off: a rider can get off at each
   * @param line at least two points, as routed
   */
  public Course(LatLng pickup, List<LatLng> later, List<LatLng> line) {
    this.pickup = pickup;
    this.later = List.copyOf(later);
    this.line = line.stream().map(point -> point.toS2().toPoint()).toList();
    this.bound = boundOf(this.line);
  }

  LatLng pickup() {
    return pickup;
  }

  List<LatLng> later() {
    return later;
  }

  List<S2Point> line() {
    return line;
  }

  /** Whether it comes near at all; saves the exact look at each segment. */
  boolean mayTouch(S2LatLngRect rectangle) {
    return bound.intersects(rectangle);
  }

  /**
   * The point of a gate or a corner, moved off by less than a millimetre: maps have their points at
   * whole 1e-7 degrees, and operators copy them, but a way that goes exactly through the end of a
   * line crosses it in no certain direction.
   */
  static S2Point offGrid(LatLng position) {
    return S2LatLng.fromDegrees(
            position.latitude() + OFF_GRID_DEGREES, position.longitude() - OFF_GRID_DEGREES / 3)
        .toPoint();
  }

  static S2LatLngRect boundOf(List<S2Point> points) {
    S2EdgeUtil.RectBounder bounder = new S2EdgeUtil.RectBounder();
    points.forEach(bounder::addPoint);
    return bounder.getBound();
  }
}

package io.kerb.city.roads;

/** A place on the drawing board, in metres east and north of the city's middle. */
record Point(double x, double y) {

  static Point polar(double angle, double radius) {
    return new Point(radius * Math.cos(angle), radius * Math.sin(angle));
  }

  Point plus(Point other) {
    return new Point(x + other.x, y + other.y);
  }

  Point minus(Point other) {
    return new Point(x - other.x, y - other.y);
  }

  Point times(double factor) {
    return new Point(x * factor, y * factor);
  }

  Point towards(Point other, double share) {
    return new Point(x + (other.x - x) * share, y + (other.y - y) * share);
  }

  double dot(Point other) {
    return x * other.x + y * other.y;
  }

  double cross(Point other) {
    return x * other.y - y * other.x;
  }

  double length() {
    return Math.hypot(x, y);
  }

  double distanceTo(Point other) {
    return Math.hypot(other.x - x, other.y - y);
  }

  /** A quarter turn to the left, of length 1. */
  Point leftNormal() {
    double length = length();
    return new Point(-y / length, x / length);
  }

  /** Where on the segment from {@code a} to {@code b} this point is nearest: 0 at a, 1 at b. */
  double projectOn(Point a, Point b) {
    Point way = b.minus(a);
    double squared = way.dot(way);
    return squared == 0 ? 0 : Math.max(0, Math.min(1, minus(a).dot(way) / squared));
  }

  double distanceToSegment(Point a, Point b) {
    return distanceTo(a.towards(b, projectOn(a, b)));
  }
}

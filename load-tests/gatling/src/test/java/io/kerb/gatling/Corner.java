package io.kerb.gatling;

/** A place on a road. */
record Corner(double latitude, double longitude) {
  private static final double METERS_PER_DEGREE = 111_195;

  double metersTo(Corner other) {
    double shrink = Math.cos(Math.toRadians(latitude));
    double north = (other.latitude - latitude) * METERS_PER_DEGREE;
    double east = (other.longitude - longitude) * METERS_PER_DEGREE * shrink;
    return Math.hypot(north, east);
  }

  /** So many metres nearer to the goal, or there. */
  Corner towards(Corner goal, double meters) {
    double distance = metersTo(goal);
    if (distance <= meters) {
      return goal;
    }
    double share = meters / distance;
    return new Corner(
        latitude + share * (goal.latitude - latitude),
        longitude + share * (goal.longitude - longitude));
  }

  String json() {
    return "{\"latitude\":%.7f,\"longitude\":%.7f}".formatted(latitude, longitude);
  }
}

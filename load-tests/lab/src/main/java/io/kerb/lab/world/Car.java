package io.kerb.lab.world;

import io.kerb.lab.world.Plane.Spot;
import io.kerb.location.api.DriverId;

/** A car: stands, or moves evenly along a straight line. Times are milliseconds. */
final class Car {
  /** What a car does. */
  enum Doing {
    IDLE,
    TO_PICKUP,
    RIDING
  }

  final DriverId driver;
  Doing doing = Doing.IDLE;

  /** Who is fetched after the present ride; null if nobody. */
  Rider next;

  long since;

  /** Grows with each change of plan: what was scheduled for an earlier one is void. */
  int plan;

  /** Silent from then on until {@link #heardAgainMs}. */
  long darkSinceMs = Long.MAX_VALUE;

  long heardAgainMs = Long.MIN_VALUE;

  private Spot from;
  private Spot to;
  private long departureMs;
  private long arrivalMs;
  private double emptyMeters;
  private long ridingMs;

  Car(DriverId driver, Spot at, long nowMs) {
    this.driver = driver;
    this.since = nowMs;
    stand(at, nowMs);
  }

  Spot at(long nowMs) {
    if (nowMs >= arrivalMs) {
      return to;
    }
    double share = (double) (nowMs - departureMs) / (arrivalMs - departureMs);
    return from.towards(to, Math.max(0, share));
  }

  boolean isMoving(long nowMs) {
    return nowMs < arrivalMs;
  }

  /** Stops where it is; what it drove empty is counted. */
  Spot halt(long nowMs) {
    Spot here = at(nowMs);
    if (doing != Doing.RIDING) {
      emptyMeters += from.metersTo(here);
    } else {
      ridingMs += nowMs - departureMs;
    }
    stand(here, nowMs);
    return here;
  }

  void depart(Spot destination, long nowMs, long tookMs) {
    from = halt(nowMs);
    to = destination;
    departureMs = nowMs;
    arrivalMs = nowMs + Math.max(1, tookMs);
  }

  /** A new plan: what was scheduled for the last one is void. */
  int become(Doing next, long nowMs) {
    halt(nowMs);
    doing = next;
    since = nowMs;
    return ++plan;
  }

  boolean isDark(long nowMs) {
    return nowMs >= darkSinceMs && nowMs < heardAgainMs;
  }

  double emptyMeters() {
    return emptyMeters;
  }

  long ridingMs() {
    return ridingMs;
  }

  private void stand(Spot here, long nowMs) {
    from = here;
    to = here;
    departureMs = nowMs;
    arrivalMs = nowMs;
  }
}

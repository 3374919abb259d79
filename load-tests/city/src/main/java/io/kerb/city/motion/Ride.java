package io.kerb.city.motion;

import io.kerb.eta.api.Route;
import io.kerb.location.api.LatLng;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A car on its way along a route, now faster, now slower than the route's mean speed. Advanced by
 * the caller; not safe for threads.
 */
public final class Ride {
  /** How much of its last deviation a car keeps from second to second. */
  private static final double INERTIA_PER_S = 0.93;

  private static final double DEVIATION = 0.11;
  private static final double SLOWEST = 0.25;
  private static final double FASTEST = 1.6;
  private static final double SPEED_MIN_MPS = 2.5;

  /** Faster than any route here, slower than what the ping gate finds implausible. */
  private static final double SPEED_MAX_MPS = 36;

  private final Track track;
  private final double meanMps;
  private final RandomGenerator random;
  private double drivenM;
  private double deviation;
  private double speedMps;

  public Ride(Route route, RandomGenerator random) {
    this.track = new Track(route.points());
    this.random = random;
    double seconds = Math.max(1, route.durationS());
    // Some drive a little slower than the model says, some faster.
    double temper = 1 + 0.07 * random.nextGaussian();
    this.meanMps =
        Math.max(SPEED_MIN_MPS, Math.min(SPEED_MAX_MPS, temper * track.lengthM() / seconds));
  }

  public void advance(Duration step) {
    double seconds = step.toMillis() / 1000.0;
    double kept = Math.pow(INERTIA_PER_S, seconds);
    deviation = kept * deviation + DEVIATION * Math.sqrt(seconds) * random.nextGaussian();
    double factor = Math.max(SLOWEST, Math.min(FASTEST, 1 + deviation));
    speedMps = Math.min(SPEED_MAX_MPS, meanMps * factor);
    drivenM = Math.min(track.lengthM(), drivenM + speedMps * seconds);
  }

  public boolean isOver() {
    return drivenM >= track.lengthM();
  }

  public LatLng position() {
    return track.at(drivenM);
  }

  public int headingDeg() {
    return track.headingDeg(drivenM);
  }

  public double speedMps() {
    return isOver() ? 0 : speedMps;
  }

  public double remainingM() {
    return track.lengthM() - drivenM;
  }
}

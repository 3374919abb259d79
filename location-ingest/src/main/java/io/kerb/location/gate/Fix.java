package io.kerb.location.gate;

import io.kerb.location.api.LatLng;
import java.time.Duration;
import java.time.Instant;

/** A position with its two times: the phone's, and the gate's. */
public record Fix(LatLng position, Instant recordedAt, Instant receivedAt) {
  /** 252 km/h: no taxi, but some motorway and some error. */
  public static final double SPEED_MAX_MPS = 70;

  /** A fix may be off by so much between tall houses. */
  public static final double JITTER_M = 150;

  private static final Duration STEP_MIN = Duration.ofSeconds(1);

  /**
   * Whether a car can have come from here to there. The longer of both clocks' times counts: pings
   * of one batch are received at once, and a phone's clock may be set back.
   */
  public boolean canReach(Fix later) {
    double meters = position.metersTo(later.position);
    return meters <= JITTER_M + SPEED_MAX_MPS * secondsTo(later);
  }

  private double secondsTo(Fix later) {
    long recorded = Duration.between(recordedAt, later.recordedAt).toMillis();
    long received = Duration.between(receivedAt, later.receivedAt).toMillis();
    return Math.max(STEP_MIN.toMillis(), Math.max(recorded, received)) / 1000.0;
  }
}

package io.kerb.location.gate;

import io.kerb.location.api.PingIntake;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many pings a driver may still send: {@value #PER_SECOND} a second on average, and two full
 * backlogs at once, since a phone may repeat the one it got no answer for.
 */
public record TokenBucket(double tokens, Instant at) {
  public static final int PER_SECOND = 5;
  public static final int CAPACITY = 2 * PingIntake.BATCH_MAX;

  public static TokenBucket full(Instant at) {
    return new TokenBucket(CAPACITY, at);
  }

  /** The bucket after taking so many, or empty if they are not there. */
  public Optional<TokenBucket> take(int wanted, Instant now) {
    // Another thread may have read its clock a moment earlier: time does not run backwards here.
    Instant then = now.isBefore(at) ? at : now;
    double seconds = Duration.between(at, then).toMillis() / 1000.0;
    double available = Math.min(CAPACITY, tokens + seconds * PER_SECOND);
    return wanted <= available
        ? Optional.of(new TokenBucket(available - wanted, then))
        : Optional.empty();
  }
}

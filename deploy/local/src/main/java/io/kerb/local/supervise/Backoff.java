package io.kerb.local.supervise;

import java.time.Duration;

/**
 * When a child that died may start again: at once the first time, then after twice the last pause
 * up to {@link #LONGEST}; a child that lived {@link #HEALTHY} has earned a fresh start.
 */
final class Backoff {
  static final Duration SHORTEST = Duration.ofMillis(250);
  static final Duration LONGEST = Duration.ofSeconds(10);
  static final Duration HEALTHY = Duration.ofSeconds(30);

  private Duration pause = Duration.ZERO;
  private long notBeforeNanos;

  /** The pause that a death after this life costs. */
  Duration died(Duration life, long nowNanos) {
    if (life.compareTo(HEALTHY) >= 0) {
      pause = Duration.ZERO;
    } else if (pause.isZero()) {
      pause = SHORTEST;
    } else {
      pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
    }
    notBeforeNanos = nowNanos + pause.toNanos();
    return pause;
  }

  boolean mayStart(long nowNanos) {
    return pause.isZero() || nowNanos - notBeforeNanos >= 0;
  }
}

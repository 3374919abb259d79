package io.kerb.city.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next try: doubling, with jitter, up to a bound. */
final class Backoff {
  private static final long FIRST_MS = 400;
  private static final long MOST_MS = 6_000;

  private Backoff() {}

  /**
   * @param failures so far, at least 1
   */
  static Duration after(int failures, RandomGenerator random) {
    long most = Math.min(MOST_MS, FIRST_MS << Math.min(10, failures - 1));
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }
}

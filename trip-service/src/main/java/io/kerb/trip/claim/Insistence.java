package io.kerb.trip.claim;

import io.kerb.trip.store.UnknownOutcomeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Repeats a conditional write whose outcome is unknown, identically, until it is known or the
 * patience ends. A read would not do: that it finds nothing does not prove that nothing comes.
 */
public final class Insistence {
  private static final Duration PAUSE_FIRST = Duration.ofMillis(20);
  private static final Duration PAUSE_MAX = Duration.ofMillis(500);

  /** Waits; in a simulation, lets other things happen. */
  @FunctionalInterface
  public interface Pause {
    void pause(Duration duration);
  }

  private final Clock clock;
  private final Pause pause;
  private final Duration patience;

  /**
   * @param patience after which the caller is told that the outcome is unknown
   */
  public Insistence(Clock clock, Pause pause, Duration patience) {
    this.clock = clock;
    this.pause = pause;
    this.patience = patience;
  }

  /**
   * @param write must carry its own attempt id and expected version, the same at each call
   * @throws UnknownOutcomeException when the patience has ended
   */
  public <T> T on(Supplier<T> write) {
    Instant end = clock.instant().plus(patience);
    Duration wait = PAUSE_FIRST;
    while (true) {
      try {
        return write.get();
      } catch (UnknownOutcomeException unknown) {
        if (!clock.instant().isBefore(end)) {
          throw unknown;
        }
      }
      pause.pause(wait);
      wait = wait.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? wait.multipliedBy(2) : PAUSE_MAX;
    }
  }
}

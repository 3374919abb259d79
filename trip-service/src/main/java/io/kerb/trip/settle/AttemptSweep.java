package io.kerb.trip.settle;

import io.kerb.trip.assign.AssignDriver;
import io.kerb.trip.store.Attempt;
import io.kerb.trip.store.AttemptRows;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Brings accepts that a dead process left half done to their end. */
public final class AttemptSweep {
  /** A living process ends an accept within its patience, which is much shorter. */
  static final Duration AGE_MIN = Duration.ofSeconds(30);

  private final AttemptRows attempts;
  private final AssignDriver assign;
  private final Clock clock;

  public AttemptSweep(AttemptRows attempts, AssignDriver assign, Clock clock) {
    this.attempts = attempts;
    this.assign = assign;
    this.clock = clock;
  }

  public void run() {
    List<Attempt> old = new ArrayList<>();
    attempts.forEach(
        attempt -> {
          if (!clock.instant().isBefore(attempt.startedAt().plus(AGE_MIN))) {
            old.add(attempt);
          }
        });
    Sweep.each("attempt", old, assign::recover);
  }
}

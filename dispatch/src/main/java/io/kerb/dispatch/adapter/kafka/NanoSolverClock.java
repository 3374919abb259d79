package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.matching.Deadline;
import io.kerb.dispatch.matching.SolverClock;
import java.time.Duration;

/** Deadlines by the machine's monotonic clock. */
final class NanoSolverClock implements SolverClock {
  @Override
  public Deadline after(Duration budget) {
    long end = System.nanoTime() + budget.toNanos();
    return () -> System.nanoTime() - end >= 0;
  }
}

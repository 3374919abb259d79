package io.kerb.dispatch.matching;

import java.time.Duration;

/** Sets deadlines from now on; whoever knows a clock implements it. */
@FunctionalInterface
public interface SolverClock {
  /** For where time stands still while a window is matched, as in a simulation. */
  SolverClock PATIENT = budget -> Deadline.NEVER;

  Deadline after(Duration budget);
}

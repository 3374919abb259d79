package io.kerb.lab.dispatch;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.DispatchPolicy.Solver;
import java.time.Duration;
import java.util.List;

/** The policies that are compared, as the values that a market would be given. */
public enum Policies {
  /** The cheapest pair first, at once: what most open dispatchers do. */
  GREEDY(Duration.ofSeconds(1), Solver.GREEDY),
  /** All requests and cars of ten seconds together, at the least total pickup time. */
  WINDOW(Duration.ofSeconds(10), Solver.OPTIMAL);

  private static final List<Integer> RINGS_M = List.of(1_000, 2_500, 5_000, 10_000);
  private static final Duration PICKUP_ETA_MAX = Duration.ofMinutes(15);

  private final Duration window;
  private final Solver solver;

  Policies(Duration window, Solver solver) {
    this.window = window;
    this.solver = solver;
  }

  Duration window() {
    return window;
  }

  DispatchPolicy policy(Duration window) {
    return DispatchPolicy.named(name().toLowerCase(java.util.Locale.ROOT))
        .window(window)
        .ringsM(RINGS_M)
        .pickupEtaMax(PICKUP_ETA_MAX)
        .waitingCreditPerS(0)
        .waitingCreditMax(Duration.ZERO)
        .solver(solver)
        .build();
  }
}

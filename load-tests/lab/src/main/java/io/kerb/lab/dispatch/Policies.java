package io.kerb.lab.dispatch;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.DispatchPolicy.Solver;
import io.kerb.dispatch.policy.Rematching;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The policies that are compared, as the values that a market would be given. */
public enum Policies {
  /** The cheapest pair first, at once: what most open dispatchers do. */
  GREEDY(Duration.ofSeconds(1), Solver.GREEDY, Rematching.OFF, Duration.ZERO),
  /** All requests and cars of ten seconds together, at the least total pickup time. */
  WINDOW(Duration.ofSeconds(10), Solver.OPTIMAL, Rematching.OFF, Duration.ZERO),
  /** Short windows, and cars on their way matched anew. */
  REMATCH(
      Duration.ofSeconds(2),
      Solver.OPTIMAL,
      new Rematching(Duration.ofSeconds(5), Duration.ofSeconds(30), 5),
      Duration.ofSeconds(0));

  private static final List<Integer> RINGS_M = List.of(1_000, 10_000);
  private static final Duration PICKUP_ETA_MAX = Duration.ofMinutes(15);

  private final Duration window;
  private final Solver solver;
  private final Rematching rematching;
  private final Duration forwardMax;

  Policies(Duration window, Solver solver, Rematching rematching, Duration forwardMax) {
    this.window = window;
    this.solver = solver;
    this.rematching = rematching;
    this.forwardMax = forwardMax;
  }

  Duration window() {
    return window;
  }

  DispatchPolicy policy(Duration window) {
    return DispatchPolicy.named(name().toLowerCase(Locale.ROOT))
        .window(window)
        .ringsM(RINGS_M)
        .candidatesMax(40)
        .pickupEtaMax(PICKUP_ETA_MAX)
        .waitingCreditPerS(0)
        .waitingCreditMax(Duration.ZERO)
        .solver(solver)
        .rematching(rematching)
        .forwardMax(forwardMax)
        .build();
  }
}

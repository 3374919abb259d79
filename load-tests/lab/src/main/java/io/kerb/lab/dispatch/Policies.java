package io.kerb.lab.dispatch;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.DispatchPolicy.Solver;
import io.kerb.dispatch.policy.DispatchPolicyBuilder;
import io.kerb.dispatch.policy.Rematching;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The policies that are compared, as the values that a market would be given. */
public enum Policies {
  /** The cheapest pair first, at once: what most open dispatchers do. */
  GREEDY {
    @Override
    DispatchPolicyBuilder numbers() {
      return named().window(Duration.ofSeconds(1)).solver(Solver.GREEDY);
    }
  },
  /** All requests and cars of ten seconds together, at the least total pickup time. */
  WINDOW {
    @Override
    DispatchPolicyBuilder numbers() {
      return named().window(Duration.ofSeconds(10));
    }
  },
  /** Cars on their way are matched anew every 5 s, and riders in windows of 2 s in between. */
  REMATCH {
    @Override
    DispatchPolicyBuilder numbers() {
      return named().window(Duration.ofSeconds(2)).rematching(REMATCHING);
    }
  },
  /**
   * As {@code REMATCH}, with windows of 1 s where cars are plenty and 5 s where they are scarce.
   */
  ADAPTIVE {
    @Override
    DispatchPolicyBuilder numbers() {
      return named()
          .window(Duration.ofSeconds(1))
          .windowMax(Duration.ofSeconds(5))
          .rematching(REMATCHING);
    }
  };

  private static final Rematching REMATCHING =
      new Rematching(Duration.ofSeconds(5), Duration.ofSeconds(30), 5);

  /** What this policy does differently. */
  abstract DispatchPolicyBuilder numbers();

  /** What all of them share; a rider's wait buys no precedence, so that means can be compared. */
  DispatchPolicyBuilder named() {
    return DispatchPolicy.named(name().toLowerCase(Locale.ROOT))
        .ringsM(List.of(1_000, 10_000))
        .candidatesMax(40)
        .windowMax(Duration.ZERO)
        .rematching(Rematching.OFF)
        .pickupEtaMax(Duration.ofMinutes(15))
        .waitingCreditPerS(0)
        .waitingCreditMax(Duration.ZERO);
  }
}

package io.kerb.dispatch.matching;

import io.kerb.dispatch.candidate.Candidate;
import io.kerb.dispatch.candidate.Situation;
import io.kerb.dispatch.policy.DispatchPolicy;
import java.time.Duration;

/**
 * What it costs to give a trip to a driver: the rider's wait to come, and what the policy puts on a
 * driver of another product, less the wait so far, less what the driver's own wait is worth.
 */
public final class PickupCost {
  /** A hundred days: far above any sum of waits in a window. */
  private static final long HOLD_CREDIT_MS = 100L * 24 * 3_600_000;

  private PickupCost() {}

  /**
   * In milliseconds of pickup ETA; may be negative. The rider's credit is the same for all of a
   * request's candidates: it never changes who is nearest, only who is served when drivers are
   * scarce. The driver's credit does change who is taken.
   */
  public static long costMs(Candidate candidate, Duration waited, DispatchPolicy policy) {
    return candidate.pickupEtaS() * 1000L
        + substituteMs(candidate)
        - riderCreditMs(waited, policy)
        - driverCreditMs(candidate.idle(), policy);
  }

  /**
   * The cost for a rider who has a car on the way. Losing it without another would be dearer than
   * any wait, so the least total never takes one away; and another car must be worth the change.
   */
  static long heldMs(long costMs, Candidate candidate, DispatchPolicy policy) {
    boolean isChange = candidate.situation() != Situation.HELD;
    return costMs - HOLD_CREDIT_MS + (isChange ? policy.rematching().gainMin().toMillis() : 0);
  }

  private static long riderCreditMs(Duration waited, DispatchPolicy policy) {
    double credit = waited.toMillis() * policy.waitingCreditPerS();
    return (long) Math.min(credit, policy.waitingCreditMax().toMillis());
  }

  private static long substituteMs(Candidate candidate) {
    return candidate.substitute().map(rule -> rule.extraCost().toMillis()).orElse(0L);
  }

  private static long driverCreditMs(Duration idle, DispatchPolicy policy) {
    double credit = idle.toMillis() * policy.idleCreditPerS();
    return (long) Math.min(credit, policy.idleCreditMax().toMillis());
  }
}

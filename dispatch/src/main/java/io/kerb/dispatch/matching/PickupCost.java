package io.kerb.dispatch.matching;

import io.kerb.dispatch.candidate.Candidate;
import io.kerb.dispatch.policy.DispatchPolicy;
import java.time.Duration;

/** What it costs to give a request to a driver: the rider's wait to come, less the wait so far. */
public final class PickupCost {
  private PickupCost() {}

  /**
   * In milliseconds of pickup ETA. The credit is the same for all of a request's candidates: it
   * never changes who is nearest, only who is served when drivers are scarce.
   */
  public static long costMs(Candidate candidate, Duration waited, DispatchPolicy policy) {
    return candidate.pickupEtaS() * 1000L - creditMs(waited, policy);
  }

  private static long creditMs(Duration waited, DispatchPolicy policy) {
    double credit = waited.toMillis() * policy.waitingCreditPerS();
    return (long) Math.min(credit, policy.waitingCreditMax().toMillis());
  }
}

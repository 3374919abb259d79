package io.kerb.dispatch.matching;

import io.kerb.dispatch.candidate.Candidate;
import io.kerb.dispatch.candidate.Rejected;
import io.kerb.dispatch.offer.OfferMade;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a request got this driver, or none, in one window.
 *
 * @param window the window's number: whole windows since 1970
 * @param offer what came of it; empty if nobody was chosen
 * @param supplyComplete false if a part of the index did not answer
 */
public record Decision(
    TripId trip,
    long tripVersion,
    long window,
    Instant decidedAt,
    String policyVersion,
    Duration waited,
    int requestsInWindow,
    List<Weighed> candidates,
    List<Rejected> rejected,
    Optional<OfferMade> offer,
    boolean supplyComplete) {
  public Decision {
    candidates = List.copyOf(candidates);
    rejected = List.copyOf(rejected);
  }

  /** A candidate and what it would have cost to take them. */
  public record Weighed(Candidate candidate, long costMs) {}
}

package io.kerb.dispatch.matching;

import io.kerb.dispatch.candidate.Candidate;
import io.kerb.dispatch.candidate.Rejected;
import io.kerb.dispatch.exchange.ExchangeOrdered;
import io.kerb.dispatch.offer.OfferMade;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a trip got this driver, or none, in one window.
 *
 * @param window the window's number: whole windows since 1970
 * @param held who was on the way already; empty if nobody
 * @param offer what came of it, if a driver was chosen who is asked
 * @param exchange what came of it, if drivers on their way change trips
 * @param solvedBy how the whole window was assigned
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
    Optional<DriverId> held,
    Optional<OfferMade> offer,
    Optional<ExchangeOrdered> exchange,
    SolvedBy solvedBy,
    boolean supplyComplete) {
  public Decision {
    candidates = List.copyOf(candidates);
    rejected = List.copyOf(rejected);
  }

  /** Whom the trip is given to; empty if nothing changes. */
  public Optional<DriverId> chosen() {
    return offer
        .map(OfferMade::driver)
        .or(() -> exchange.flatMap(ordered -> ordered.findNewDriver(trip)));
  }

  /** The solver's budget was not enough for this window. */
  public boolean isLate() {
    return solvedBy == SolvedBy.GREEDY_AFTER_DEADLINE
        || solvedBy == SolvedBy.OPTIMAL_WITHOUT_CARS_ON_THEIR_WAY;
  }

  /** A candidate and what it would have cost to take them. */
  public record Weighed(Candidate candidate, long costMs) {}
}

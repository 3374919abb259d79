package io.kerb.dispatch.adapter.http;

import io.kerb.dispatch.wire.Candidate;
import io.kerb.dispatch.wire.DecisionRecord;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Why a trip got its driver, or none: its decisions, the newest first. */
@Introspected
public record WhyView(String tripId, List<DecisionView> decisions) {

  /**
   * One window's decision.
   *
   * @param alternative the cheapest candidate who was not taken
   * @param filtered how many drivers each filter took out
   * @param supplyComplete false if a part of the index did not answer
   * @param heldDriverId who was on the way to the rider already; missing if nobody
   * @param exchangeId set if drivers on their way change trips: nobody is asked then
   * @param solver optimal, greedy, or what was done when the optimal one took too long:
   *     greedy_after_deadline, or optimal_without_cars_on_their_way
   */
  @Introspected
  public record DecisionView(
      long window,
      Instant decidedAt,
      long tripVersion,
      String policyVersion,
      double waitedS,
      int requestsInWindow,
      boolean supplyComplete,
      String solver,
      @Nullable String heldDriverId,
      @Nullable String chosenDriverId,
      @Nullable String offerId,
      @Nullable String exchangeId,
      @Nullable CandidateView alternative,
      Map<String, Integer> filtered,
      List<CandidateView> candidates) {}

  /**
   * A driver near the pickup.
   *
   * @param pickupEtaS missing if a filter took the driver out, like the cost
   * @param cost in seconds of pickup ETA, with the policy's extras and credits
   * @param situation idle, near_dropoff, en_route to another rider, or held: on the way to this
   *     one; missing if a filter took the driver out
   * @param filteredBy missing if eligible
   * @param substituteProductId what the driver serves instead of the product ordered
   */
  @Introspected
  public record CandidateView(
      String driverId,
      int distanceM,
      @Nullable Integer pickupEtaS,
      @Nullable Double cost,
      @Nullable String situation,
      @Nullable String filteredBy,
      @Nullable String substituteProductId) {}

  static WhyView of(String tripId, List<DecisionRecord> decisions) {
    return new WhyView(tripId, decisions.stream().map(WhyView::decision).toList());
  }

  private static DecisionView decision(DecisionRecord record) {
    return new DecisionView(
        record.getWindow(),
        Instant.ofEpochMilli(record.getDecidedAtMs()),
        record.getTripVersion(),
        record.getPolicyVersion(),
        record.getWaitedMs() / 1000.0,
        record.getRequestsInWindow(),
        record.getSupplyComplete(),
        record.getSolver(),
        driver(record.getHeldDriverId()),
        driver(record.getChosenDriverId()),
        text(record.getOfferId()),
        text(record.getExchangeId()),
        record.getCandidatesList().stream()
            .filter(c -> c.getFilteredBy().isEmpty())
            .filter(c -> c.getDriverId() != record.getChosenDriverId())
            .min(Comparator.comparingDouble(Candidate::getCost))
            .map(WhyView::candidate)
            .orElse(null),
        record.getFilteredMap(),
        record.getCandidatesList().stream().map(WhyView::candidate).toList());
  }

  private static CandidateView candidate(Candidate candidate) {
    boolean eligible = candidate.getFilteredBy().isEmpty();
    return new CandidateView(
        Long.toString(candidate.getDriverId()),
        candidate.getDistanceM(),
        eligible ? candidate.getPickupEtaS() : null,
        eligible ? candidate.getCost() : null,
        text(candidate.getSituation()),
        eligible ? null : candidate.getFilteredBy(),
        text(candidate.getSubstituteProductId()));
  }

  @Nullable
  private static String driver(long id) {
    return id == 0 ? null : Long.toString(id);
  }

  @Nullable
  private static String text(String value) {
    return value.isEmpty() ? null : value;
  }
}

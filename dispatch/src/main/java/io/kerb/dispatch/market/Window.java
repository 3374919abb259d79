package io.kerb.dispatch.market;

import io.kerb.dispatch.api.OfferId.Claims;
import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.candidate.Candidate;
import io.kerb.dispatch.candidate.CandidateSearch;
import io.kerb.dispatch.candidate.Sifted;
import io.kerb.dispatch.candidate.Situation;
import io.kerb.dispatch.exchange.ExchangeEvent;
import io.kerb.dispatch.exchange.ExchangeOrdered;
import io.kerb.dispatch.matching.Decision;
import io.kerb.dispatch.matching.Decision.Weighed;
import io.kerb.dispatch.matching.Match;
import io.kerb.dispatch.matching.Matching;
import io.kerb.dispatch.matching.PickupCost;
import io.kerb.dispatch.matching.Prospect;
import io.kerb.dispatch.matching.Rings;
import io.kerb.dispatch.matching.SolvedBy;
import io.kerb.dispatch.matching.WindowSolver;
import io.kerb.dispatch.offer.OfferEvent;
import io.kerb.dispatch.offer.OfferMade;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.DispatchPolicy.Solver;
import io.kerb.dispatch.request.AssignedTrip;
import io.kerb.dispatch.request.OpenRequest;
import io.kerb.dispatch.request.TrackedTrip;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.Market;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One window: who waits, who could come, who is best, and what follows.
 *
 * <p>Of the best assignment only what can be done at once is done. A free driver is asked, whether
 * the rider waits or has a car that this one would relieve; drivers on their way who change trips
 * in a ring are told. What hangs on an answer (a relieved driver's next rider) is decided by a
 * later window, when the driver is free.
 */
final class Window {
  private static final Duration EXCHANGE_TTL = Duration.ofSeconds(10);

  private final Market market;
  private final OfferSigner signer;
  private final WindowSolver solver;
  private final MarketState state;
  private final DispatchPolicy policy;
  private final Instant now;

  Window(
      Market market,
      OfferSigner signer,
      WindowSolver solver,
      MarketState state,
      DispatchPolicy policy,
      Instant now) {
    this.market = market;
    this.signer = signer;
    this.solver = solver;
    this.state = state;
    this.policy = policy;
    this.now = now;
  }

  Outcome match(CandidateSearch search, Scope scope) {
    boolean everybody = scope == Scope.EVERYBODY && policy.rematching().isOn() && !isGreedy();
    List<TrackedTrip> trips = trips(everybody);
    if (trips.isEmpty()) {
      return Outcome.NOTHING;
    }
    List<Prospect> prospects = new ArrayList<>(trips.size());
    List<Sifted> sifted = search.find(trips, state, policy, now);
    for (int i = 0; i < trips.size(); i++) {
      Prospect prospect = new Prospect(trips.get(i), sifted.get(i));
      if (isDecided(prospect, scope)) {
        prospects.add(prospect);
      }
    }
    return follow(solved(prospects));
  }

  private boolean isGreedy() {
    return policy.solver() == Solver.GREEDY;
  }

  /**
   * Nobody who has a car is matched greedily: the plan may be dearer than what is. If the solver is
   * late, the riders who wait are matched without them.
   */
  private List<Match> solved(List<Prospect> prospects) {
    List<Match> matches = Matching.match(whoseCarsCanBeSpared(prospects), policy, solver, now);
    boolean isLate = matches.stream().anyMatch(m -> m.solvedBy() == SolvedBy.GREEDY_AFTER_DEADLINE);
    return isLate && prospects.stream().anyMatch(p -> p.trip() instanceof AssignedTrip)
        ? Matching.match(waitingOnly(prospects), policy, solver, now).stream()
            .map(Match::withoutCarsOnTheirWay)
            .toList()
        : matches;
  }

  private static List<Prospect> waitingOnly(List<Prospect> prospects) {
    return whoseCarsCanBeSpared(
        prospects.stream().filter(p -> p.trip() instanceof OpenRequest).toList());
  }

  /** A car on its way can go elsewhere only if its own rider is looked at as well. */
  private static List<Prospect> whoseCarsCanBeSpared(List<Prospect> prospects) {
    Set<DriverId> held = new HashSet<>();
    prospects.forEach(prospect -> prospect.held().ifPresent(car -> held.add(car.driver())));
    return prospects.stream()
        .map(
            prospect ->
                prospect.without(
                    candidate ->
                        candidate.situation() == Situation.EN_ROUTE
                            && !held.contains(candidate.driver())))
        .toList();
  }

  private boolean isDecided(Prospect prospect, Scope scope) {
    if (prospect.trip() instanceof AssignedTrip) {
      return prospect.held().isPresent();
    }
    return scope != Scope.PLENTY
        || prospect.sifted().candidates().stream()
                .filter(candidate -> candidate.situation() == Situation.IDLE)
                .count()
            >= Math.min(policy.plenty(), policy.candidatesMax());
  }

  private List<TrackedTrip> trips(boolean everybody) {
    List<TrackedTrip> trips = new ArrayList<>();
    for (OpenRequest request : state.trips().listOpen()) {
      if (!request.isSpent(now) && mayBeAsked(request) > 0) {
        trips.add(request);
      }
    }
    Comparator<TrackedTrip> longestWaiting = Comparator.comparing(TrackedTrip::waitingSince);
    trips.sort(longestWaiting);
    if (everybody) {
      state.trips().listAssigned().stream()
          .filter(this::isRematched)
          .sorted(longestWaiting)
          .forEach(trips::add);
    }
    return trips.subList(0, Math.min(trips.size(), policy.batchMax()));
  }

  /** How many more drivers may be asked for this request now. */
  private int mayBeAsked(OpenRequest request) {
    return policy.offersParallel() - state.offers().openOf(request.trip());
  }

  private boolean isRematched(AssignedTrip trip) {
    return state.isMovable(trip) && trip.told().replacements() < policy.rematching().changesMax();
  }

  private Outcome follow(List<Match> matches) {
    Map<TripId, ExchangeOrdered> exchanges = exchanges(matches);
    List<OfferEvent> offers = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    for (Match match : matches) {
      TrackedTrip trip = match.prospect().trip();
      Optional<OfferMade> offer = askable(match).map(candidate -> offer(match, candidate));
      Optional<ExchangeOrdered> exchange = Optional.ofNullable(exchanges.get(trip.trip()));
      offer.ifPresent(offers::add);
      if (trip instanceof OpenRequest || offer.isPresent() || exchange.isPresent()) {
        decisions.add(decision(match, offer, exchange, matches.size()));
      }
    }
    offers.addAll(furtherOffers(matches));
    List<ExchangeEvent> ordered = List.copyOf(exchanges.values().stream().distinct().toList());
    return new Outcome(offers, ordered, List.of(), decisions);
  }

  /** To the nearest drivers whom nobody else in this window needs, up to what the policy allows. */
  private List<OfferMade> furtherOffers(List<Match> matches) {
    if (policy.offersParallel() == 1) {
      return List.of();
    }
    Set<DriverId> needed = new HashSet<>();
    matches.forEach(match -> match.chosen().ifPresent(chosen -> needed.add(chosen.driver())));
    List<OfferMade> further = new ArrayList<>();
    for (Match match : matches) {
      if (match.prospect().trip() instanceof OpenRequest request && askable(match).isPresent()) {
        match.prospect().sifted().candidates().stream()
            .filter(candidate -> candidate.situation() == Situation.IDLE)
            .filter(candidate -> !needed.contains(candidate.driver()))
            .limit(mayBeAsked(request) - 1L)
            .toList()
            .forEach(
                candidate -> {
                  needed.add(candidate.driver());
                  further.add(offer(match, candidate));
                });
      }
    }
    return further;
  }

  private static Optional<Candidate> askable(Match match) {
    return match
        .chosen()
        .filter(
            candidate ->
                candidate.situation() == Situation.IDLE
                    || candidate.situation() == Situation.NEAR_DROPOFF);
  }

  /** The rings among the drivers on their way, by each of their trips. */
  private Map<TripId, ExchangeOrdered> exchanges(List<Match> matches) {
    Map<TripId, ExchangeOrdered> byTrip = new HashMap<>();
    for (List<Match> ring : Rings.of(matches)) {
      List<ExchangeOrdered.Step> steps = ring.stream().map(Window::step).toList();
      String traceparent = ring.get(0).prospect().trip().told().traceparent();
      ExchangeOrdered exchange = ExchangeOrdered.of(steps, now, EXCHANGE_TTL, traceparent);
      ring.forEach(match -> byTrip.put(match.prospect().trip().trip(), exchange));
    }
    return byTrip;
  }

  private static ExchangeOrdered.Step step(Match match) {
    TrackedTrip trip = match.prospect().trip();
    Candidate before = match.prospect().held().orElseThrow();
    Candidate after = match.chosen().orElseThrow();
    return new ExchangeOrdered.Step(
        trip.trip(),
        trip.version(),
        before.driver(),
        after.driver(),
        before.pickupEtaS(),
        after.pickupEtaS());
  }

  private OfferMade offer(Match match, Candidate chosen) {
    TrackedTrip trip = match.prospect().trip();
    Instant expiresAt = expiry(trip);
    Claims claims =
        new Claims(trip.trip(), chosen.driver(), trip.version(), expiresAt, market.partition());
    return new OfferMade(
        signer.sign(claims),
        trip.ride(),
        trip.version(),
        chosen.driver(),
        match.prospect().held().map(Candidate::driver),
        now,
        expiresAt,
        chosen.pickupEtaS(),
        chosen.distanceM(),
        trip.told().traceparent());
  }

  private Instant expiry(TrackedTrip trip) {
    Instant expiresAt = now.plus(policy.offerTtl());
    return trip instanceof OpenRequest request && request.expiresAt().isBefore(expiresAt)
        ? request.expiresAt()
        : expiresAt;
  }

  private Decision decision(
      Match match,
      Optional<OfferMade> offer,
      Optional<ExchangeOrdered> exchange,
      int tripsInWindow) {
    Prospect prospect = match.prospect();
    TrackedTrip trip = prospect.trip();
    Duration waited = trip.waited(now);
    List<Weighed> weighed =
        prospect.sifted().candidates().stream()
            .map(c -> new Weighed(c, PickupCost.costMs(c, waited, policy)))
            .toList();
    return new Decision(
        trip.trip(),
        trip.version(),
        MarketDecider.windowOf(now, policy),
        now,
        policy.version(),
        waited,
        tripsInWindow,
        weighed,
        prospect.sifted().rejected(),
        prospect.held().map(Candidate::driver),
        offer,
        exchange,
        match.solvedBy(),
        prospect.sifted().complete());
  }
}

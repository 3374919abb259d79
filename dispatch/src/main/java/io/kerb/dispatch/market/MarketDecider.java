package io.kerb.dispatch.market;

import io.kerb.dispatch.api.OfferId.Claims;
import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.candidate.Candidate;
import io.kerb.dispatch.candidate.CandidateSearch;
import io.kerb.dispatch.market.MarketCommand.DeclineOffer;
import io.kerb.dispatch.market.MarketCommand.SetDuty;
import io.kerb.dispatch.matching.Decision;
import io.kerb.dispatch.matching.Decision.Weighed;
import io.kerb.dispatch.matching.Match;
import io.kerb.dispatch.matching.Matching;
import io.kerb.dispatch.matching.PickupCost;
import io.kerb.dispatch.matching.Prospect;
import io.kerb.dispatch.offer.CloseReason;
import io.kerb.dispatch.offer.OfferEvent;
import io.kerb.dispatch.offer.OfferMade;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.request.AssignedTrip;
import io.kerb.dispatch.request.OpenRequest;
import io.kerb.dispatch.request.TrackedTrip;
import io.kerb.dispatch.supply.Driver;
import io.kerb.dispatch.supply.StatusChanged;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.Market;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what happens next in a market. Reads the state, never changes it: the events it returns
 * do, once they are written.
 */
public final class MarketDecider {
  /** Most requests in one window; the longest waiting go first, the others wait for the next. */
  public static final int WINDOW_REQUESTS_MAX = 1_000;

  private final Market market;
  private final Set<ProductId> products;
  private final OfferSigner signer;

  public MarketDecider(Market market, OfferSigner signer) {
    this.market = market;
    this.products =
        market.products().stream().map(Product::productId).collect(Collectors.toUnmodifiableSet());
    this.signer = signer;
  }

  public Outcome decide(MarketState state, MarketCommand command, Instant now) {
    if (command instanceof SetDuty duty) {
      return decideDuty(state, duty, now);
    }
    return decideDecline(state, (DeclineOffer) command, now);
  }

  /** A repeated wish changes nothing, so an app may send it at every start. */
  private Outcome decideDuty(MarketState state, SetDuty wish, Instant now) {
    Set<ProductId> served =
        wish.products().stream().filter(products::contains).collect(Collectors.toUnmodifiableSet());
    boolean onDuty = wish.onDuty() && !served.isEmpty();
    Driver before = state.fleet().getDriver(wish.driver());
    Set<ProductId> serves = onDuty ? served : before.products();
    boolean neverHere = before.version() == 0 && !onDuty;
    if (neverHere || (before.onDuty() == onDuty && before.products().equals(serves))) {
      return Outcome.NOTHING;
    }
    return Outcome.of(new StatusChanged(before.withDuty(onDuty, serves, now)));
  }

  /** An offer that is not open, or somebody else's, stays as it is. */
  private static Outcome decideDecline(MarketState state, DeclineOffer decline, Instant now) {
    return state
        .offers()
        .findOpen(decline.offer())
        .filter(offer -> offer.driver().equals(decline.driver()))
        .map(offer -> Outcome.of(offer.close(CloseReason.DECLINED, now)))
        .orElse(Outcome.NOTHING);
  }

  /**
   * What follows from the state as it is: offers that can no longer stand are closed, and drivers
   * whose engagement changed are published. Asked after each trip event and as time passes; asked
   * after a replay, it finishes what a predecessor left.
   */
  public Outcome settle(MarketState state, Instant now) {
    List<OfferEvent> closed = new ArrayList<>();
    for (OfferMade offer : state.offers().listOpen()) {
      closing(state, offer, now).ifPresent(reason -> closed.add(offer.close(reason, now)));
    }
    return new Outcome(closed, engagements(state, now), List.of());
  }

  private static Optional<CloseReason> closing(MarketState state, OfferMade offer, Instant now) {
    Optional<TrackedTrip> trip = state.trips().findTrip(offer.trip());
    if (trip.isPresent()
        && trip.get() instanceof AssignedTrip assigned
        && assigned.driver().equals(offer.driver())) {
      return Optional.of(CloseReason.ACCEPTED);
    }
    boolean stillAsked =
        trip.isPresent()
            && trip.get() instanceof OpenRequest request
            && request.version() == offer.tripVersion();
    if (!stillAsked || !state.fleet().isOnDuty(offer.driver()) || state.isEngaged(offer.driver())) {
      return Optional.of(CloseReason.WITHDRAWN);
    }
    return offer.isExpired(now) ? Optional.of(CloseReason.EXPIRED) : Optional.empty();
  }

  private static List<StatusChanged> engagements(MarketState state, Instant now) {
    List<StatusChanged> changed = new ArrayList<>();
    for (DriverId driver : state.trips().listEngaged()) {
      Driver known = state.fleet().getDriver(driver);
      if (!known.engaged()) {
        changed.add(new StatusChanged(known.withEngaged(true, now)));
      }
    }
    for (DriverId driver : state.fleet().listEngaged()) {
      if (!state.isEngaged(driver)) {
        changed.add(new StatusChanged(state.fleet().getDriver(driver).withEngaged(false, now)));
      }
    }
    return changed;
  }

  /** Matches the requests that wait, and makes the offers. */
  public Outcome window(
      MarketState state, CandidateSearch search, DispatchPolicy policy, Instant now) {
    List<OpenRequest> waiting = waiting(state, now);
    if (waiting.isEmpty()) {
      return Outcome.NOTHING;
    }
    List<Prospect> prospects =
        waiting.stream()
            .map(request -> new Prospect(request, search.find(request, state, policy, now)))
            .toList();
    List<OfferEvent> offers = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    for (Match match : Matching.match(prospects, policy, now)) {
      Optional<OfferMade> offer =
          match.chosen().map(chosen -> offer(match.prospect().request(), chosen, policy, now));
      offer.ifPresent(offers::add);
      decisions.add(decision(match.prospect(), offer, prospects.size(), policy, now));
    }
    return new Outcome(offers, List.of(), decisions);
  }

  private static List<OpenRequest> waiting(MarketState state, Instant now) {
    return state.trips().listOpen().stream()
        .filter(request -> !request.isSpent(now) && !state.offers().hasOpen(request.trip()))
        .sorted(Comparator.comparing(OpenRequest::waitingSince))
        .limit(WINDOW_REQUESTS_MAX)
        .toList();
  }

  private OfferMade offer(
      OpenRequest request, Candidate chosen, DispatchPolicy policy, Instant now) {
    Instant expiresAt = earlier(now.plus(policy.offerTtl()), request.expiresAt());
    Claims claims =
        new Claims(
            request.trip(), chosen.driver(), request.version(), expiresAt, market.partition());
    return new OfferMade(
        signer.sign(claims),
        request.ride(),
        request.version(),
        chosen.driver(),
        now,
        expiresAt,
        chosen.pickupEtaS(),
        chosen.distanceM(),
        request.traceparent());
  }

  private static Decision decision(
      Prospect prospect,
      Optional<OfferMade> offer,
      int requestsInWindow,
      DispatchPolicy policy,
      Instant now) {
    OpenRequest request = prospect.request();
    Duration waited = request.waited(now);
    List<Weighed> weighed =
        prospect.sifted().candidates().stream()
            .map(c -> new Weighed(c, PickupCost.costMs(c, waited, policy)))
            .toList();
    return new Decision(
        request.trip(),
        request.version(),
        windowOf(now, policy),
        now,
        policy.version(),
        waited,
        requestsInWindow,
        weighed,
        prospect.sifted().rejected(),
        offer,
        prospect.sifted().complete());
  }

  /** The number of the window that this moment falls into. */
  public static long windowOf(Instant now, DispatchPolicy policy) {
    return Math.floorDiv(now.toEpochMilli(), policy.window().toMillis());
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}

package io.kerb.dispatch.market;

import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.candidate.CandidateSearch;
import io.kerb.dispatch.exchange.ExchangeClosed.Reason;
import io.kerb.dispatch.exchange.ExchangeEvent;
import io.kerb.dispatch.exchange.ExchangeOrdered;
import io.kerb.dispatch.exchange.ExchangeOrdered.Step;
import io.kerb.dispatch.market.MarketCommand.DeclineOffer;
import io.kerb.dispatch.market.MarketCommand.SetDuty;
import io.kerb.dispatch.market.MarketCommand.SetPolicy;
import io.kerb.dispatch.matching.SolverClock;
import io.kerb.dispatch.matching.WindowSolver;
import io.kerb.dispatch.offer.CloseReason;
import io.kerb.dispatch.offer.OfferEvent;
import io.kerb.dispatch.offer.OfferMade;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.InvalidPolicy;
import io.kerb.dispatch.policy.PolicyChanged;
import io.kerb.dispatch.policy.PolicyEvent;
import io.kerb.dispatch.policy.PolicyFields;
import io.kerb.dispatch.policy.PolicyKept;
import io.kerb.dispatch.request.AssignedTrip;
import io.kerb.dispatch.request.TrackedTrip;
import io.kerb.dispatch.supply.Destination;
import io.kerb.dispatch.supply.Driver;
import io.kerb.dispatch.supply.StatusChanged;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.Market;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what happens next in a market. Reads the state, never changes it: the events it returns
 * do, once they are written.
 */
public final class MarketDecider {
  private final Market market;
  private final Set<ProductId> products;
  private final OfferSigner signer;
  private final DispatchPolicy configured;
  private final WindowSolver solver;

  /**
   * @param configured holds until the market is given a policy of its own
   * @param clock what the solver's budget is measured by
   */
  public MarketDecider(
      Market market, OfferSigner signer, DispatchPolicy configured, SolverClock clock) {
    this.market = market;
    this.products =
        market.products().stream().map(Product::productId).collect(Collectors.toUnmodifiableSet());
    this.signer = signer;
    this.configured = configured;
    this.solver = new WindowSolver(clock);
  }

  public Outcome decide(MarketState state, MarketCommand command, Instant now) {
    if (command instanceof SetDuty duty) {
      return decideDuty(state, duty, now);
    }
    if (command instanceof SetPolicy wish) {
      return Outcome.of(decidePolicy(state, wish, now));
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
    Optional<Destination> destination =
        wish.destination().filter(goal -> onDuty && market.contains(goal.place()));
    boolean neverHere = before.version() == 0 && !onDuty;
    if (neverHere
        || (before.onDuty() == onDuty
            && before.products().equals(serves)
            && before.destination().equals(destination))) {
      return Outcome.NOTHING;
    }
    return Outcome.of(new StatusChanged(before.withDuty(onDuty, serves, destination, now)));
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

  /** The policy that the market goes by now. */
  public DispatchPolicy policy(MarketState state) {
    return state.policies().findActive().map(PolicyChanged::policy).orElse(configured);
  }

  /** Every wish is answered, so that who waits for it hears of it. */
  private PolicyEvent decidePolicy(MarketState state, SetPolicy wish, Instant now) {
    long active = state.policies().activeNumber();
    if (wish.expectedNumber().orElse(active) != active) {
      return kept(
          wish, active, PolicyKept.Reason.OTHER_VERSION, "version " + active + " is in force", now);
    }
    long number = state.policies().nextNumber();
    DispatchPolicy present = policy(state);
    try {
      DispatchPolicy next =
          wish.change().appliedTo(present, configured, PolicyChanged.version(number));
      return PolicyFields.values(next).equals(PolicyFields.values(present))
          ? kept(wish, active, PolicyKept.Reason.SAME, "it is so already", now)
          : new PolicyChanged(wish.request(), number, next, now, wish.by(), wish.note());
    } catch (InvalidPolicy e) {
      return kept(wish, active, PolicyKept.Reason.INVALID, e.getMessage(), now);
    }
  }

  private static PolicyKept kept(
      SetPolicy wish, long active, PolicyKept.Reason reason, String detail, Instant now) {
    return new PolicyKept(wish.request(), active, reason, detail, now);
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
    return new Outcome(closed, closedExchanges(state, now), engagements(state, now), List.of());
  }

  private static Optional<CloseReason> closing(MarketState state, OfferMade offer, Instant now) {
    Optional<TrackedTrip> trip = state.trips().findTrip(offer.trip());
    if (isHeldBy(trip, offer.driver())) {
      return Optional.of(CloseReason.ACCEPTED);
    }
    boolean stillAsked = trip.isPresent() && trip.get().version() == offer.tripVersion();
    if (!stillAsked
        || !state.fleet().isOnDuty(offer.driver())
        || !state.isFreeSoon(offer.driver())) {
      return Optional.of(CloseReason.WITHDRAWN);
    }
    return offer.isExpired(now) ? Optional.of(CloseReason.EXPIRED) : Optional.empty();
  }

  private static List<ExchangeEvent> closedExchanges(MarketState state, Instant now) {
    List<ExchangeEvent> closed = new ArrayList<>();
    for (ExchangeOrdered exchange : state.exchanges().listOpen()) {
      closing(state, exchange, now).ifPresent(reason -> closed.add(exchange.close(reason, now)));
    }
    return closed;
  }

  private static Optional<Reason> closing(
      MarketState state, ExchangeOrdered exchange, Instant now) {
    boolean isDone = true;
    for (Step step : exchange.steps()) {
      Optional<TrackedTrip> trip = state.trips().findTrip(step.trip());
      boolean hasMoved = trip.isEmpty() || trip.get().version() > step.tripVersion();
      if (hasMoved && !isHeldBy(trip, step.to())) {
        return Optional.of(Reason.CUT_SHORT);
      }
      isDone &= hasMoved;
    }
    if (isDone) {
      return Optional.of(Reason.DONE);
    }
    return exchange.isOverdue(now) ? Optional.of(Reason.EXPIRED) : Optional.empty();
  }

  private static boolean isHeldBy(Optional<TrackedTrip> trip, DriverId driver) {
    return trip.isPresent()
        && trip.get() instanceof AssignedTrip assigned
        && assigned.driver().equals(driver);
  }

  private static List<StatusChanged> engagements(MarketState state, Instant now) {
    List<StatusChanged> changed = new ArrayList<>();
    for (DriverId driver : state.trips().listEngaged()) {
      Driver known = state.fleet().getDriver(driver);
      if (!known.engaged()) {
        changed.add(new StatusChanged(known.engaged(now)));
      }
    }
    for (DriverId driver : state.fleet().listEngaged()) {
      if (!state.isEngaged(driver)) {
        Driver known = state.fleet().getDriver(driver);
        changed.add(new StatusChanged(known.freed(state.trips().findDropOff(driver), now)));
      }
    }
    return changed;
  }

  /** Matches the trips in the scope, and makes the offers and exchanges that follow. */
  public Outcome window(
      MarketState state, CandidateSearch search, DispatchPolicy policy, Scope scope, Instant now) {
    return new Window(market, signer, solver, state, policy, now).match(search, scope);
  }

  /** The number of the window that this moment falls into. */
  public static long windowOf(Instant now, DispatchPolicy policy) {
    return Math.floorDiv(now.toEpochMilli(), policy.window().toMillis());
  }
}

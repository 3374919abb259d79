package io.kerb.lab.world;

import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.candidate.CandidateSearch;
import io.kerb.dispatch.market.Cadence;
import io.kerb.dispatch.market.MarketCommand;
import io.kerb.dispatch.market.MarketCommand.DeclineOffer;
import io.kerb.dispatch.market.MarketCommand.SetDuty;
import io.kerb.dispatch.market.MarketDecider;
import io.kerb.dispatch.market.MarketState;
import io.kerb.dispatch.market.Outcome;
import io.kerb.dispatch.market.Scope;
import io.kerb.dispatch.matching.SolverClock;
import io.kerb.dispatch.offer.OfferMade;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.request.TripChanged;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The production's dispatcher of one market, without its log: told things, and asked for offers.
 */
final class Dispatcher {
  static final ProductId PRODUCT = new ProductId("standard");
  private static final double MARKET_DEGREES = 2;

  private final MarketState state = new MarketState();
  private final MarketDecider decider;
  private final CandidateSearch search;
  private final DispatchPolicy policy;
  private final Cadence cadence = new Cadence();

  Dispatcher(LatLng middle, ZoneId zone, CarIndex index, DispatchPolicy policy) {
    this.decider =
        new MarketDecider(
            market(middle, zone), new OfferSigner(new byte[32]), policy, SolverClock.PATIENT);
    this.search = new CandidateSearch(index, index);
    this.policy = policy;
  }

  void tell(TripChanged event, Instant now) {
    state.apply(event);
    Outcome settled = decider.settle(state, now);
    cadence.tell(event, settled, state);
    state.apply(settled);
  }

  void comesOnDuty(DriverId driver, Instant now) {
    command(new SetDuty(driver, true, Set.of(PRODUCT)), now);
  }

  void declines(OfferMade offer, Instant now) {
    command(new DeclineOffer(offer.driver(), offer.offer()), now);
  }

  private void command(MarketCommand command, Instant now) {
    state.apply(decider.decide(state, command, now));
  }

  /** What time brings, such as offers that expire. */
  void settle(Instant now) {
    state.apply(decider.settle(state, now));
  }

  /** What a due window wants; empty if none is due, or there is nothing to match. */
  Optional<Outcome> window(Instant now) {
    Optional<Scope> scope = cadence.due(policy, now);
    if (scope.isEmpty() || (state.trips().open() == 0 && scope.get() != Scope.EVERYBODY)) {
      return Optional.empty();
    }
    Outcome outcome = decider.window(state, search, policy, scope.get(), now);
    state.apply(outcome);
    return Optional.of(outcome);
  }

  private static Market market(LatLng middle, ZoneId zone) {
    double south = middle.latitude() - MARKET_DEGREES;
    double north = middle.latitude() + MARKET_DEGREES;
    double west = middle.longitude() - MARKET_DEGREES;
    double east = middle.longitude() + MARKET_DEGREES;
    return new Market(
        new MarketId("lab"),
        "Laboratory",
        List.of(
            new LatLng(south, west),
            new LatLng(south, east),
            new LatLng(north, east),
            new LatLng(north, west)),
        zone,
        Currency.getInstance("USD"),
        List.of(new Product(PRODUCT, "Standard", 4)),
        0,
        new Market.PartitionRange(0, 1));
  }
}

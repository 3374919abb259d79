package io.kerb.dispatch.market;

import io.kerb.dispatch.candidate.Standing;
import io.kerb.dispatch.exchange.ExchangeBook;
import io.kerb.dispatch.exchange.ExchangeEvent;
import io.kerb.dispatch.offer.OfferBook;
import io.kerb.dispatch.offer.OfferEvent;
import io.kerb.dispatch.policy.PolicyBook;
import io.kerb.dispatch.policy.PolicyEvent;
import io.kerb.dispatch.request.AssignedTrip;
import io.kerb.dispatch.request.TripBook;
import io.kerb.dispatch.request.TripChanged;
import io.kerb.dispatch.supply.Driver;
import io.kerb.dispatch.supply.Fleet;
import io.kerb.dispatch.supply.StatusChanged;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.util.List;
import java.util.Optional;

/**
 * All that a market's owner knows. Confined to one thread; changed by {@code apply} alone.
 *
 * <p>It is folds side by side, each over one topic: trips over trip-events, offers over
 * offer-events, exchanges over exchanges, the fleet over driver-status, the policy over policies.
 * None of them looks at another while folding. A replay may therefore read the topics one after the
 * other, in any interleaving, and ends in the same state; what follows from their combination (an
 * offer whose trip has gone) is not state but a decision, see {@link MarketDecider#settle}.
 */
public final class MarketState implements Standing {
  private final TripBook trips = new TripBook();
  private final OfferBook offers = new OfferBook();
  private final ExchangeBook exchanges = new ExchangeBook();
  private final Fleet fleet = new Fleet();
  private final PolicyBook policies = new PolicyBook();

  /** Returns false if this was known already. */
  public boolean apply(TripChanged event) {
    return trips.apply(event);
  }

  public void apply(OfferEvent event) {
    offers.apply(event);
  }

  public void apply(ExchangeEvent event) {
    exchanges.apply(event);
  }

  public void apply(StatusChanged event) {
    fleet.apply(event);
  }

  public void apply(PolicyEvent event) {
    policies.apply(event);
  }

  public void apply(Outcome outcome) {
    outcome.statuses().forEach(this::apply);
    outcome.offers().forEach(this::apply);
    outcome.exchanges().forEach(this::apply);
    outcome.policies().forEach(this::apply);
  }

  public TripBook trips() {
    return trips;
  }

  public OfferBook offers() {
    return offers;
  }

  public ExchangeBook exchanges() {
    return exchanges;
  }

  public Fleet fleet() {
    return fleet;
  }

  public PolicyBook policies() {
    return policies;
  }

  @Override
  public Optional<Driver> findDriver(DriverId driver) {
    return fleet.findDriver(driver);
  }

  @Override
  public boolean isEngaged(DriverId driver) {
    return trips.isEngaged(driver);
  }

  @Override
  public List<AssignedTrip> listTripsOf(DriverId driver) {
    return trips.listTripsOf(driver);
  }

  /** Whether the trip could get another car: nobody is being asked or told to take it now. */
  boolean isMovable(AssignedTrip trip) {
    return trip.isEnRoute()
        && !offers.hasOpen(trip.trip())
        && !exchanges.isExchanged(trip.trip())
        && !exchanges.isExchanged(trip.driver());
  }

  @Override
  public List<AssignedTrip> listRidingToFreedom() {
    return trips.listAssigned().stream()
        .filter(trip -> trip.isRiding() && trips.listTripsOf(trip.driver()).size() == 1)
        .toList();
  }

  /** Whether the driver may take one more trip: idle, or with a rider on board and nothing next. */
  boolean isFreeSoon(DriverId driver) {
    List<AssignedTrip> held = trips.listTripsOf(driver);
    return held.isEmpty() || (held.size() == 1 && held.get(0).isRiding());
  }

  @Override
  public boolean hasOpenOffer(DriverId driver) {
    return offers.hasOpen(driver);
  }

  @Override
  public boolean isExchanged(DriverId driver) {
    return exchanges.isExchanged(driver);
  }

  @Override
  public boolean hasRefusedRelief(TripId trip, DriverId driver) {
    return offers.hasRefusedRelief(trip, driver);
  }

  @Override
  public boolean hasRefused(TripId trip, DriverId driver) {
    return offers.hasRefused(trip, driver);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MarketState state
        && trips.equals(state.trips)
        && offers.equals(state.offers)
        && exchanges.equals(state.exchanges)
        && fleet.equals(state.fleet)
        && policies.equals(state.policies);
  }

  @Override
  public int hashCode() {
    return trips.hashCode();
  }

  @Override
  public String toString() {
    return trips + " " + offers + " " + exchanges + " " + fleet + " " + policies;
  }
}

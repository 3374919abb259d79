package io.kerb.dispatch.candidate;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.Substitute;
import io.kerb.dispatch.request.AssignedTrip;
import io.kerb.dispatch.request.TrackedTrip;
import io.kerb.dispatch.supply.Destination;
import io.kerb.dispatch.supply.Driver;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that take drivers out before anybody asks for their pickup ETA. The index's hints are
 * seconds old; where the owner knows better, it is believed. For one window: what does not depend
 * on the trip is looked up once per driver.
 */
final class CandidateFilters {
  private final Standing standing;
  private final DispatchPolicy policy;
  private final Instant now;
  private final Set<DriverId> movable;
  private final Map<DriverId, Candidacy> known = new HashMap<>();

  /**
   * What is known of a driver, whatever the trip.
   *
   * @param refusal null if nothing speaks against them
   */
  private record Candidacy(Driver driver, Filter refusal) {}

  /**
   * @param movable drivers on the way to other riders who are candidates
   */
  CandidateFilters(Standing standing, DispatchPolicy policy, Instant now, Set<DriverId> movable) {
    this.standing = standing;
    this.policy = policy;
    this.now = now;
    this.movable = movable;
  }

  /** The first rule that speaks against this driver, or empty. */
  Optional<Filter> refusal(NearbyDriver nearby, TrackedTrip trip) {
    DriverId id = nearby.driver();
    Candidacy candidacy = known.computeIfAbsent(id, this::candidacy);
    if (candidacy.refusal() != null) {
      return Optional.of(candidacy.refusal());
    }
    if (nearby.receivedAt().plus(policy.freshness()).isBefore(now)) {
      return Optional.of(Filter.STALE);
    }
    return misfit(candidacy.driver(), nearby.position(), trip);
  }

  /** As {@link #refusal}, for a driver who has a rider on board. */
  boolean mayFollow(DriverId id, LatLng dropoff, TrackedTrip trip) {
    Candidacy candidacy = known.computeIfAbsent(id, this::candidacy);
    boolean isWilling = candidacy.refusal() == null || candidacy.refusal() == Filter.ENGAGED;
    return isWilling && misfit(candidacy.driver(), dropoff, trip).isEmpty();
  }

  boolean isEligible(NearbyDriver nearby, TrackedTrip trip) {
    return refusal(nearby, trip).isEmpty();
  }

  Situation situation(DriverId driver) {
    return standing.isEngaged(driver) ? Situation.EN_ROUTE : Situation.IDLE;
  }

  /** As the owner knows them. */
  Driver driver(DriverId id) {
    return standing.findDriver(id).orElse(Driver.unknown(id));
  }

  /** The rule by which the driver may take the trip; empty if they serve its product. */
  Optional<Substitute> substitute(Driver driver, TrackedTrip trip) {
    Set<ProductId> served = driver.products();
    ProductId ordered = trip.ride().product();
    return served.contains(ordered)
        ? Optional.empty()
        : policy.findSubstitute(ordered, served, trip.waited(now));
  }

  private Candidacy candidacy(DriverId id) {
    Driver driver = driver(id);
    if (!driver.onDuty()) {
      return new Candidacy(driver, Filter.OFF_DUTY);
    }
    if (standing.hasOpenOffer(id)) {
      return new Candidacy(driver, Filter.OPEN_OFFER);
    }
    if (standing.isExchanged(id)) {
      return new Candidacy(driver, Filter.EXCHANGE);
    }
    boolean busy = standing.isEngaged(id) && !movable.contains(id);
    return new Candidacy(driver, busy ? Filter.ENGAGED : null);
  }

  private boolean hasRefused(DriverId driver, TrackedTrip trip) {
    return standing.hasRefused(trip.trip(), driver)
        || (trip instanceof AssignedTrip && standing.hasRefusedRelief(trip.trip(), driver));
  }

  /** What speaks against this driver for this trip. */
  private Optional<Filter> misfit(Driver driver, LatLng freeAt, TrackedTrip trip) {
    boolean serves =
        driver.products().contains(trip.ride().product()) || substitute(driver, trip).isPresent();
    if (!serves) {
      return Optional.of(Filter.PRODUCT);
    }
    if (trip.wasReleasedBy(driver.driver())) {
      return Optional.of(Filter.RELEASED);
    }
    if (trip.isBlockedFor(driver.driver())) {
      return Optional.of(Filter.BLOCKED);
    }
    if (hasRefused(driver.driver(), trip)) {
      return Optional.of(Filter.REFUSED);
    }
    Optional<Destination> destination = driver.destination();
    return destination.isPresent() && !OnTheWay.lies(trip.ride(), freeAt, destination.get())
        ? Optional.of(Filter.DESTINATION)
        : Optional.empty();
  }
}

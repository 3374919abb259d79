package io.kerb.dispatch.candidate;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.Substitute;
import io.kerb.dispatch.request.TrackedTrip;
import io.kerb.dispatch.supply.Driver;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that take drivers out before anybody asks for their pickup ETA. The index's hints are
 * seconds old; where the owner knows better, it is believed.
 */
final class CandidateFilters {
  private final Standing standing;
  private final DispatchPolicy policy;
  private final Instant now;
  private final boolean withEnRoute;

  /**
   * @param withEnRoute whether drivers on the way to other riders are candidates
   */
  CandidateFilters(Standing standing, DispatchPolicy policy, Instant now, boolean withEnRoute) {
    this.standing = standing;
    this.policy = policy;
    this.now = now;
    this.withEnRoute = withEnRoute;
  }

  /** The first rule that speaks against this driver, or empty. */
  Optional<Filter> refusal(NearbyDriver nearby, TrackedTrip trip) {
    DriverId driver = nearby.driver();
    Optional<Filter> unwilling = unwilling(driver, trip);
    if (unwilling.isPresent()) {
      return unwilling;
    }
    if (nearby.receivedAt().plus(policy.freshness()).isBefore(now)) {
      return Optional.of(Filter.STALE);
    }
    if (standing.isEngaged(driver) && !(withEnRoute && standing.findMovable(driver).isPresent())) {
      return Optional.of(Filter.ENGAGED);
    }
    return unwanted(driver, trip);
  }

  /** As {@link #refusal}, for a driver who has a rider on board. */
  boolean mayFollow(DriverId driver, TrackedTrip trip) {
    return unwilling(driver, trip).isEmpty() && unwanted(driver, trip).isEmpty();
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
  Optional<Substitute> substitute(DriverId id, TrackedTrip trip) {
    Set<ProductId> served = driver(id).products();
    ProductId ordered = trip.ride().product();
    return served.contains(ordered)
        ? Optional.empty()
        : policy.findSubstitute(ordered, served, trip.waited(now));
  }

  private Optional<Filter> unwilling(DriverId id, TrackedTrip trip) {
    Driver driver = driver(id);
    if (!driver.onDuty()) {
      return Optional.of(Filter.OFF_DUTY);
    }
    boolean serves =
        driver.products().contains(trip.ride().product()) || substitute(id, trip).isPresent();
    return serves ? Optional.empty() : Optional.of(Filter.PRODUCT);
  }

  private Optional<Filter> unwanted(DriverId driver, TrackedTrip trip) {
    if (standing.hasOpenOffer(driver)) {
      return Optional.of(Filter.OPEN_OFFER);
    }
    if (standing.isExchanged(driver)) {
      return Optional.of(Filter.EXCHANGE);
    }
    if (trip.wasReleasedBy(driver)) {
      return Optional.of(Filter.RELEASED);
    }
    return standing.hasRefused(trip.trip(), driver)
        ? Optional.of(Filter.REFUSED)
        : Optional.empty();
  }
}

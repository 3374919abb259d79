package io.kerb.dispatch.candidate;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.Substitute;
import io.kerb.dispatch.request.OpenRequest;
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
  private CandidateFilters() {}

  /** As the owner knows them. */
  static Driver driver(NearbyDriver nearby, Standing standing) {
    return standing.findDriver(nearby.driver()).orElse(Driver.unknown(nearby.driver()));
  }

  /** Whether drivers of these products may take the request, for themselves or as substitutes. */
  static boolean serves(
      Set<ProductId> served, OpenRequest request, DispatchPolicy policy, Instant now) {
    return served.contains(request.ride().product())
        || substitute(served, request, policy, now).isPresent();
  }

  /** The rule by which they may; empty if they serve the product itself. */
  static Optional<Substitute> substitute(
      Set<ProductId> served, OpenRequest request, DispatchPolicy policy, Instant now) {
    ProductId ordered = request.ride().product();
    return served.contains(ordered)
        ? Optional.empty()
        : policy.findSubstitute(ordered, served, request.waited(now));
  }

  /** The first rule that speaks against this driver, or empty. */
  static Optional<Filter> refusal(
      NearbyDriver nearby,
      OpenRequest request,
      Standing standing,
      DispatchPolicy policy,
      Instant now) {
    DriverId id = nearby.driver();
    Driver driver = driver(nearby, standing);
    if (!driver.onDuty()) {
      return Optional.of(Filter.OFF_DUTY);
    }
    if (!serves(driver.products(), request, policy, now)) {
      return Optional.of(Filter.PRODUCT);
    }
    if (nearby.receivedAt().plus(policy.freshness()).isBefore(now)) {
      return Optional.of(Filter.STALE);
    }
    if (standing.isEngaged(id)) {
      return Optional.of(Filter.ENGAGED);
    }
    if (standing.hasOpenOffer(id)) {
      return Optional.of(Filter.OPEN_OFFER);
    }
    if (request.released().contains(id)) {
      return Optional.of(Filter.RELEASED);
    }
    if (standing.hasRefused(request.trip(), id)) {
      return Optional.of(Filter.REFUSED);
    }
    return Optional.empty();
  }
}

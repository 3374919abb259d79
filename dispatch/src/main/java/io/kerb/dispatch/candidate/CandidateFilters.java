package io.kerb.dispatch.candidate;

import io.kerb.dispatch.request.OpenRequest;
import io.kerb.dispatch.supply.Driver;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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

  /** The first rule that speaks against this driver, or empty. */
  static Optional<Filter> refusal(
      NearbyDriver nearby,
      OpenRequest request,
      Standing standing,
      Duration freshness,
      Instant now) {
    DriverId id = nearby.driver();
    Driver driver = driver(nearby, standing);
    if (!driver.onDuty()) {
      return Optional.of(Filter.OFF_DUTY);
    }
    if (!driver.serves(request.ride().product())) {
      return Optional.of(Filter.PRODUCT);
    }
    if (nearby.receivedAt().plus(freshness).isBefore(now)) {
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

package io.kerb.pricing.quote;

import io.kerb.eta.api.PickupEtas;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.SupplySearch;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** How long would a rider wait here, if the nearest idle driver came at once? */
public final class PickupWait {
  private final SupplySearch supply;
  private final PickupEtas etas;
  private final QuotePolicy policy;

  public PickupWait(SupplySearch supply, PickupEtas etas, QuotePolicy policy) {
    this.supply = supply;
    this.etas = etas;
    this.policy = policy;
  }

  /** Seconds; empty if no idle driver is in reach. */
  public OptionalLong seconds(LatLng pickup, ProductId product) {
    SupplySearch.Answer nearest =
        supply.nearest(
            new SupplySearch.Query(
                pickup,
                policy.reachM(),
                policy.driversMax(),
                policy.freshness(),
                SupplySearch.idle(product)));
    List<LatLng> positions =
        nearest.drivers().stream().map(SupplySearch.NearbyDriver::position).toList();
    if (positions.isEmpty()) {
      return OptionalLong.empty();
    }
    return Arrays.stream(etas.pickupEtasS(pickup, positions))
        .filter(eta -> eta != PickupEtas.UNREACHABLE)
        .mapToLong(eta -> eta)
        .min();
  }
}

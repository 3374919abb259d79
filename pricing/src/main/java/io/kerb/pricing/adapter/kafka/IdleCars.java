package io.kerb.pricing.adapter.kafka;

import io.kerb.location.api.Market;
import io.kerb.location.api.SupplySearch;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import io.kerb.pricing.surge.IdleSupply;
import io.kerb.pricing.surge.SurgeCells;
import java.util.Optional;

/** Counts idle cars per cell and product: the index is asked once a tick, no ping is read. */
final class IdleCars {
  /** Far more than a market has; the answer says if it was cut. */
  private static final int DRIVERS_MAX = 200_000;

  private final SupplySearch supply;

  IdleCars(SupplySearch supply) {
    this.supply = supply;
  }

  /** Empty if the answer lacks some: missing cars must not look like scarcity. */
  Optional<IdleSupply> count(Market market) {
    SupplySearch.Answer answer = supply.inMarket(market, DRIVERS_MAX);
    if (!answer.complete()) {
      return Optional.empty();
    }
    IdleSupply.Count count = new IdleSupply.Count();
    for (NearbyDriver driver : answer.drivers()) {
      if (driver.onDuty() && !driver.engaged()) {
        count.add(SurgeCells.of(driver.position()), driver.products());
      }
    }
    return Optional.of(count.done());
  }
}

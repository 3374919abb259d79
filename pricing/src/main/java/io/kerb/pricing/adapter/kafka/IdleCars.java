package io.kerb.pricing.adapter.kafka;

import io.kerb.location.api.Cell;
import io.kerb.location.api.Market;
import io.kerb.location.api.SupplySearch;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import io.kerb.pricing.surge.SurgeCells;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts idle cars per cell: the index is asked once a tick, no ping is read. */
final class IdleCars {
  /** Far more than a market has; the answer says if it was cut. */
  private static final int DRIVERS_MAX = 200_000;

  private final SupplySearch supply;

  IdleCars(SupplySearch supply) {
    this.supply = supply;
  }

  /** Empty if the answer lacks some: missing cars must not look like scarcity. */
  Optional<Map<Cell, Integer>> count(Market market) {
    SupplySearch.Answer answer = supply.inMarket(market, DRIVERS_MAX);
    if (!answer.complete()) {
      return Optional.empty();
    }
    Map<Cell, Integer> counts = new HashMap<>();
    for (NearbyDriver driver : answer.drivers()) {
      if (driver.onDuty() && !driver.engaged()) {
        counts.merge(SurgeCells.of(driver.position()), 1, Integer::sum);
      }
    }
    return Optional.of(counts);
  }
}

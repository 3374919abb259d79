package io.kerb.eta.market;

import io.kerb.eta.time.DriveTimes;
import io.kerb.location.api.MarketId;
import java.util.Optional;

/** What was learned of a market's drives. */
@FunctionalInterface
public interface LearnedDrives {

  /**
   * @param roads {@link io.kerb.eta.network.RoadNetwork#name} of the network that is asked
   * @return empty if nothing was learned, or over other roads: the hour's factors count
   */
  Optional<DriveTimes> findTimes(MarketId market, String roads);
}

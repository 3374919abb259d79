package io.kerb.pricing.surge;

import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import java.util.List;
import java.util.Map;

/**
 * The zones of all markets.
 *
 * @param version of the file they come from
 */
public record SurgeZones(String version, Map<MarketId, List<SurgeZone>> perMarket) {
  public static final int ZONES_MAX = 200;

  public SurgeZones {
    perMarket = Map.copyOf(perMarket);
  }

  public static SurgeZones none() {
    return new SurgeZones("none", Map.of());
  }

  /** The market's cells and zones; a new one for each thread that needs it. */
  public SurgeGrid grid(Market market) {
    return new SurgeGrid(market, list(market.marketId()));
  }

  public List<SurgeZone> list(MarketId market) {
    return perMarket.getOrDefault(market, List.of());
  }
}

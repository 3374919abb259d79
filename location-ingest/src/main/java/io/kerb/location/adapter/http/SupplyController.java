package io.kerb.location.adapter.http;

import io.kerb.location.adapter.http.SupplyWire.SupplyMap;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.SupplySearch;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.Clock;
import java.util.Optional;

/** All drivers of a market on a map, for operators. */
@Controller("/v1/ops/supply")
@Secured(Role.OPERATOR)
final class SupplyController {
  private static final int DRIVERS_MAX = 10_000;

  private final SupplySearch search;
  private final Markets markets;
  private final Clock clock;

  SupplyController(SupplySearch search, Markets markets, Clock clock) {
    this.search = search;
    this.markets = markets;
    this.clock = clock;
  }

  /** The market's live drivers as GeoJSON; where there is one market, its id may be left out. */
  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  SupplyMap supply(@QueryValue("market_id") @Nullable String marketId) {
    Market market =
        findMarket(marketId)
            .orElseThrow(
                () ->
                    Problem.notFound(
                            "market_not_found",
                            marketId == null
                                ? "There is more than one market; say which by market_id."
                                : "There is no market '" + marketId + "'.")
                        .exception());
    return SupplyMap.of(search.inMarket(market, DRIVERS_MAX), clock.instant());
  }

  private Optional<Market> findMarket(@Nullable String marketId) {
    if (marketId == null) {
      return markets.listMarkets().size() == 1
          ? Optional.of(markets.listMarkets().get(0))
          : Optional.empty();
    }
    try {
      return markets.findMarket(new MarketId(marketId));
    } catch (IllegalArgumentException noSuchName) {
      return Optional.empty();
    }
  }
}

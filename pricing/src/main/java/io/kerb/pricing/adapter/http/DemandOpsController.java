package io.kerb.pricing.adapter.http;

import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.pricing.forecast.ForecastTable;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Role;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import java.time.Clock;
import java.time.Instant;
import java.util.NoSuchElementException;

/** The forecast of demand for the operator's map. */
@Controller("/v1/ops/demand")
@Secured(Role.OPERATOR)
final class DemandOpsController {
  private final Markets markets;
  private final ForecastTable forecasts;
  private final Clock clock;

  DemandOpsController(Markets markets, ForecastTable forecasts, Clock clock) {
    this.markets = markets;
    this.forecasts = forecasts;
    this.clock = clock;
  }

  /** Cells with requests expected now and in the next slots of 15 min, and those of the last. */
  @Get
  @Produces(MediaType.APPLICATION_JSON)
  String demand(@QueryValue("market_id") String marketId) {
    Instant now = clock.instant();
    MarketId market = market(marketId).marketId();
    return DemandGeoJson.of(forecasts.list(market, now), forecasts.wape(market, now), now);
  }

  private Market market(String id) {
    try {
      return markets.getMarket(new MarketId(id));
    } catch (IllegalArgumentException | NoSuchElementException e) {
      throw Problem.notFound("market_not_found", "There is no market '" + id + "'").exception();
    }
  }
}

package io.kerb.pricing.adapter.http;

import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.surge.SurgeTable;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.Clock;

/** Surge and roads for the operator's map. */
@Controller("/v1/ops")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.OPERATOR)
public final class PricingOpsController {
  /** Kept, but asked for again each time: the roads may have been reloaded. */
  private static final String ROADS_CACHE = "private, no-cache";

  private final Markets markets;
  private final SurgeTable surge;
  private final RoadMap roads;
  private final Clock clock;

  public PricingOpsController(Markets markets, SurgeTable surge, RoadMap roads, Clock clock) {
    this.markets = markets;
    this.surge = surge;
    this.roads = roads;
    this.clock = clock;
  }

  /** Of one product: the market's first if none is named. */
  @Get("/surge")
  @Produces(MediaType.APPLICATION_JSON)
  String surge(
      @QueryValue("market_id") String marketId,
      @Nullable @QueryValue("product_id") String productId) {
    Market market = market(marketId);
    ProductId product = AskedProduct.of(market, productId);
    return SurgeGeoJson.of(surge.list(market.marketId(), product, clock.instant()));
  }

  @Get("/markets/{id}/roads")
  @Produces(MediaType.APPLICATION_JSON)
  HttpResponse<byte[]> roads(@PathVariable String id, HttpRequest<?> request) {
    RoadMap.Page page = roads.of(market(id));
    if (page.tag().equals(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH))) {
      return HttpResponse.<byte[]>notModified().header(HttpHeaders.ETAG, page.tag());
    }
    return HttpResponse.ok(page.geoJson())
        .header(HttpHeaders.ETAG, page.tag())
        .header(HttpHeaders.CACHE_CONTROL, ROADS_CACHE);
  }

  private Market market(String id) {
    try {
      return markets.getMarket(new MarketId(id));
    } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
      throw Problem.notFound("market_not_found", "There is no market '" + id + "'").exception();
    }
  }
}

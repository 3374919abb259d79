package io.kerb.pricing.adapter.http;

import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.runtime.http.Role;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import java.util.List;

/** What can be ordered at a place. */
@Controller("/v1/products")
@Secured({Role.RIDER, Role.DRIVER, Role.OPERATOR})
public final class ProductController {
  private final Markets markets;

  public ProductController(Markets markets) {
    this.markets = markets;
  }

  /** The market's products. */
  @Introspected
  public record ProductsBody(String marketId, String currency, List<ProductBody> products) {}

  /** One of them. */
  @Introspected
  public record ProductBody(String productId, String name, int seats) {}

  @Get
  ProductsBody products(
      @QueryValue @Nullable Double latitude, @QueryValue @Nullable Double longitude) {
    Market market = AskedPlace.market(markets, AskedPlace.of(latitude, longitude));
    return new ProductsBody(
        market.marketId().value(),
        market.currency().getCurrencyCode(),
        market.products().stream()
            .map(
                product ->
                    new ProductBody(product.productId().value(), product.name(), product.seats()))
            .toList());
  }
}

package io.kerb.pricing.adapter.http;

import io.kerb.location.api.Market;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.runtime.http.Problem;
import io.micronaut.core.annotation.Nullable;

/** A product that a query names by {@code product_id}: the market's first if it names none. */
final class AskedProduct {
  private AskedProduct() {}

  /**
   * @throws io.kerb.runtime.http.ProblemException 404 if the market has no such product
   */
  static ProductId of(Market market, @Nullable String id) {
    if (id == null) {
      return market.products().get(0).productId();
    }
    return market.products().stream()
        .map(Product::productId)
        .filter(product -> product.value().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.notFound(
                        "unknown_product",
                        "There is no product '"
                            + id
                            + "' in "
                            + market.marketId()
                            + "; maybe one of "
                            + market.products().stream().map(Product::productId).toList())
                    .exception());
  }
}

package io.kerb.pricing.fare;

import io.kerb.location.api.Market;
import io.kerb.location.api.ProductId;
import java.util.Currency;

/**
 * For which market (or any) and product (or any) an entry of a fare table is meant.
 *
 * @param currency that its amounts are in; an entry never holds in a market of another
 * @param line of the table, from 1
 */
public record Scope(String market, String product, Currency currency, int line) {
  /** Stands for every market, or every product. */
  public static final String ANY = "*";

  boolean fits(Market wanted, ProductId wantedProduct) {
    return currency.equals(wanted.currency())
        && (market.equals(ANY) || market.equals(wanted.marketId().value()))
        && (product.equals(ANY) || product.equals(wantedProduct.value()));
  }

  /** Higher for the one that names more. */
  int precision() {
    return (market.equals(ANY) ? 0 : 2) + (product.equals(ANY) ? 0 : 1);
  }
}

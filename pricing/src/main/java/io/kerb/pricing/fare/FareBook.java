package io.kerb.pricing.fare;

import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.api.FareRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which fare rules hold where. Earlier tables win over later ones; within a table the line that
 * names the market wins over the one that names only the product, and both over the general line. A
 * line is never applied to a market of another currency.
 */
public final class FareBook {
  /** Stands in a line for every market, or every product. */
  public static final String ANY = "*";

  private final List<List<Line>> tables;

  /** One line of a table: rules for a market (or any) and a product (or any). */
  public record Line(String market, String product, FareRules rules) {
    private boolean fits(Market wanted, ProductId wantedProduct) {
      return rules.currency().equals(wanted.currency())
          && (market.equals(ANY) || market.equals(wanted.marketId().value()))
          && (product.equals(ANY) || product.equals(wantedProduct.value()));
    }

    private int precision() {
      return (market.equals(ANY) ? 0 : 2) + (product.equals(ANY) ? 0 : 1);
    }
  }

  /**
   * @param tables the first wins
   */
  public FareBook(List<List<Line>> tables) {
    this.tables = tables.stream().map(List::copyOf).toList();
  }

  public Optional<FareRules> findRules(Market market, ProductId product) {
    return tables.stream()
        .flatMap(
            table ->
                table.stream()
                    .filter(line -> line.fits(market, product))
                    .max(Comparator.comparingInt(Line::precision))
                    .stream())
        .findFirst()
        .map(Line::rules);
  }

  /**
   * @throws IllegalStateException if the product has no fare; {@link #requireAll} excludes that
   */
  public FareRules getRules(Market market, ProductId product) {
    return findRules(market, product)
        .orElseThrow(() -> new IllegalStateException(missing(market, product)));
  }

  /**
   * Every product of every market has its fare.
   *
   * @throws IllegalStateException naming those without
   */
  public FareBook requireAll(Markets markets) {
    List<String> missing = new ArrayList<>();
    for (Market market : markets.listMarkets()) {
      for (Product product : market.products()) {
        if (findRules(market, product.productId()).isEmpty()) {
          missing.add(missing(market, product.productId()));
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(String.join("; ", missing));
    }
    return this;
  }

  private static String missing(Market market, ProductId product) {
    return "no fare for product "
        + product
        + " in market "
        + market.marketId()
        + " in "
        + market.currency().getCurrencyCode()
        + "; maybe add a line to the file that kerb.pricing.fare-file names";
  }
}

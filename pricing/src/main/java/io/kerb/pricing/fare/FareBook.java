package io.kerb.pricing.fare;

import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.api.FareRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which fare rules hold where. Earlier tables win over later ones; within a table the line that
 * names the market wins over the one that names only the product, and both over the general line. A
 * line is never applied to a market of another currency. Zones, tolls and bands are those of the
 * line's own table.
 */
public final class FareBook {
  private final List<FareTable> tables;

  /**
   * @param tables the first wins
   */
  public FareBook(List<FareTable> tables) {
    this.tables = List.copyOf(tables);
  }

  public List<FareTable> listTables() {
    return tables;
  }

  /** The table that holds now under this digest. */
  public Optional<FareTable> findTable(String digest) {
    return tables.stream().filter(table -> table.digest().equals(digest)).findFirst();
  }

  public Optional<FareRules> findRules(Market market, ProductId product, Instant at) {
    return tables.stream()
        .flatMap(table -> table.findRules(market, product, at).stream())
        .findFirst();
  }

  /**
   * @throws IllegalStateException if the product has no fare; {@link #requireAll} excludes that
   */
  public FareRules getRules(Market market, ProductId product, Instant at) {
    return findRules(market, product, at)
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
        // Lines hold at all hours, so any moment will do.
        if (findRules(market, product.productId(), Instant.EPOCH).isEmpty()) {
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

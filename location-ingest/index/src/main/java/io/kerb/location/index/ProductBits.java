package io.kerb.location.index;

import io.kerb.location.api.Market;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A driver's products as bits: bit i stands for the i-th product of the home market. */
public final class ProductBits {
  /** So many products of a market fit the record. */
  public static final int PRODUCTS_MAX = 16;

  private ProductBits() {}

  /** Products that the market does not have are left out. */
  public static int encode(Market market, Collection<ProductId> products) {
    int bits = 0;
    for (ProductId product : products) {
      bits |= bit(market, product);
    }
    return bits;
  }

  /** The bit of one product; 0 if the market does not have it. */
  private static int bit(Market market, ProductId product) {
    List<Product> known = market.products();
    for (int i = 0; i < Math.min(known.size(), PRODUCTS_MAX); i++) {
      if (known.get(i).productId().equals(product)) {
        return 1 << i;
      }
    }
    return 0;
  }

  public static Set<ProductId> decode(Market market, int bits) {
    Set<ProductId> products = new LinkedHashSet<>();
    List<Product> known = market.products();
    for (int i = 0; i < Math.min(known.size(), PRODUCTS_MAX); i++) {
      if ((bits & (1 << i)) != 0) {
        products.add(known.get(i).productId());
      }
    }
    return Collections.unmodifiableSet(products);
  }
}

package io.kerb.dispatch.policy;

import io.kerb.location.api.ProductId;
import java.time.Duration;
import java.util.Set;

/**
 * Drivers of one product may take requests for another: a van for who ordered a car, say. The fare
 * stays that of the order. Not transitive: a substitute's own substitutes are none.
 *
 * @param product what was ordered
 * @param by what the driver serves
 * @param afterWaiting only once the rider has waited so long
 * @param extraCost what is added to the pickup ETA in the cost, so that these drivers are not
 *     wasted
 */
public record Substitute(
    ProductId product, ProductId by, Duration afterWaiting, Duration extraCost) {
  private static final Duration MAX = Duration.ofHours(1);

  public Substitute {
    require(!product.equals(by), "replaces a product by itself", "another product", product, by);
    require(isBounded(afterWaiting), "waits " + afterWaiting, "0 to " + MAX, product, by);
    require(isBounded(extraCost), "costs " + extraCost, "0 to " + MAX, product, by);
  }

  boolean allows(ProductId ordered, Set<ProductId> served, Duration waited) {
    return product.equals(ordered) && served.contains(by) && waited.compareTo(afterWaiting) >= 0;
  }

  private static boolean isBounded(Duration duration) {
    return !duration.isNegative() && duration.compareTo(MAX) <= 0;
  }

  private static void require(
      boolean valid, String problem, String allowed, ProductId product, ProductId by) {
    if (!valid) {
      throw new InvalidPolicy(
          "substitutes",
          "'" + product + "' by '" + by + "'",
          "where the rule " + problem + ": " + allowed);
    }
  }
}

package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.surge.DemandWindow.Demand;
import java.util.HashMap;
import java.util.Map;

/**
 * Demand that is yet to come. The forecast knows no products: each is given the share of it that it
 * has of the market's requests now.
 *
 * @param expected requests per cell in one window, of all products
 */
record Forecast(Map<ProductId, Map<Cell, Demand>> seen, Map<Cell, Double> expected) {

  Map<Cell, Double> of(ProductId product) {
    long total = seen.values().stream().mapToLong(Forecast::requests).sum();
    if (total == 0 || expected.isEmpty()) {
      return Map.of();
    }
    double share = (double) requests(seen.getOrDefault(product, Map.of())) / total;
    Map<Cell, Double> own = new HashMap<>();
    expected.forEach((cell, count) -> own.put(cell, share * count));
    return own;
  }

  private static long requests(Map<Cell, Demand> cells) {
    return cells.values().stream().mapToLong(Demand::requests).sum();
  }

  /**
   * What is seen, and a share of what is expected beyond it: a rise that is foreseen is priced in
   * part before it comes, a fall only when it is there.
   */
  static Map<Cell, Double> join(
      Map<Cell, Double> seenCounts, Map<Cell, Double> expectedCounts, SurgePolicy.Weights weights) {
    Map<Cell, Double> joined = new HashMap<>(seenCounts);
    expectedCounts.forEach(
        (cell, count) -> {
          double now = seenCounts.getOrDefault(cell, 0.0);
          if (count > now) {
            joined.put(cell, now + weights.forecast() * (count - now));
          }
        });
    return joined;
  }
}

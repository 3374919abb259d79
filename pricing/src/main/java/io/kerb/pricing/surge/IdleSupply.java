package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.ProductId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Idle cars per cell at one moment: each once, and once for each product that it serves.
 *
 * @param all each car once
 */
public record IdleSupply(Map<Cell, Integer> all, Map<ProductId, Map<Cell, Integer>> perProduct) {

  /** Counts car by car. */
  public static final class Count {
    private final Map<Cell, Integer> all = new HashMap<>();
    private final Map<ProductId, Map<Cell, Integer>> perProduct = new HashMap<>();

    public void add(Cell cell, Set<ProductId> products) {
      all.merge(cell, 1, Integer::sum);
      for (ProductId product : products) {
        perProduct.computeIfAbsent(product, absent -> new HashMap<>()).merge(cell, 1, Integer::sum);
      }
    }

    public IdleSupply done() {
      return new IdleSupply(Map.copyOf(all), Map.copyOf(perProduct));
    }
  }
}

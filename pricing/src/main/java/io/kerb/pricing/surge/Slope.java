package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes a map of multipliers no steeper than a bound between neighbours.
 *
 * <p>There are two ways: let a peak pull its surroundings up, or let calm surroundings hold the
 * peak down. The first prices half a city for one stadium, the second makes a lone hot cell's price
 * too low to draw a car. We take the middle of both, rounded down; both are within the bound, so
 * the middle is.
 */
final class Slope {
  private Slope() {}

  /**
   * @param targets in tenths; absent cells have no surge
   * @return for every cell that ends above the floor
   */
  static Map<Cell, Integer> limit(Map<Cell, Integer> targets, int slope) {
    Map<Cell, Integer> raised = raise(targets, slope);
    Map<Cell, Integer> lowered = lower(targets, slope);
    Map<Cell, Integer> middle = new HashMap<>();
    raised.forEach(
        (cell, high) -> {
          int low = lowered.getOrDefault(cell, SurgePolicy.FLOOR_TENTHS);
          int value = (high + low) / 2;
          if (value > SurgePolicy.FLOOR_TENTHS) {
            middle.put(cell, value);
          }
        });
    return middle;
  }

  /** The least map above the targets. Ends: each round is a slope lower than the one before. */
  private static Map<Cell, Integer> raise(Map<Cell, Integer> targets, int slope) {
    Map<Cell, Integer> raised = new HashMap<>(targets);
    raised.values().removeIf(value -> value <= SurgePolicy.FLOOR_TENTHS);
    Set<Cell> changed = new HashSet<>(raised.keySet());
    while (!changed.isEmpty()) {
      Set<Cell> next = new HashSet<>();
      for (Cell cell : changed) {
        int atLeast = raised.get(cell) - slope;
        if (atLeast <= SurgePolicy.FLOOR_TENTHS) {
          continue;
        }
        for (Cell neighbour : SurgeCells.neighbours(cell)) {
          if (raised.getOrDefault(neighbour, SurgePolicy.FLOOR_TENTHS) < atLeast) {
            raised.put(neighbour, atLeast);
            next.add(neighbour);
          }
        }
      }
      changed = next;
    }
    return raised;
  }

  /** The greatest map below the targets. Ends: nothing sinks below the floor. */
  private static Map<Cell, Integer> lower(Map<Cell, Integer> targets, int slope) {
    Map<Cell, Integer> lowered = new HashMap<>(targets);
    lowered.values().removeIf(value -> value <= SurgePolicy.FLOOR_TENTHS);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<Cell, Integer> entry : lowered.entrySet()) {
        int atMost = entry.getValue();
        for (Cell neighbour : SurgeCells.neighbours(entry.getKey())) {
          atMost =
              Math.min(atMost, lowered.getOrDefault(neighbour, SurgePolicy.FLOOR_TENTHS) + slope);
        }
        if (atMost < entry.getValue()) {
          entry.setValue(atMost);
          changed = true;
        }
      }
    }
    return lowered;
  }
}

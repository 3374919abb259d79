package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a map of multipliers no steeper than a bound between neighbouring units.
 *
 * <p>There are two ways: let a peak pull its surroundings up, or let calm surroundings hold the
 * peak down. The first prices half a city for one stadium, the second makes a lone hot cell's price
 * too low to draw a car. We take the middle of both, rounded down; both are within the bound, so
 * the middle is.
 */
final class Slope {
  private final SurgeGrid grid;
  private final int slope;

  /**
   * @param slope most by which neighbours may differ, in tenths
   */
  Slope(SurgeGrid grid, int slope) {
    this.grid = grid;
    this.slope = slope;
  }

  List<Cell> neighbours(Cell unit) {
    return grid.neighbours(unit);
  }

  /**
   * @param targets in tenths; absent units have no surge
   * @return for every unit that ends above the floor
   */
  Map<Cell, Integer> limit(Map<Cell, Integer> targets) {
    Map<Cell, Integer> raised = raise(targets);
    Map<Cell, Integer> lowered = lower(targets);
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

  /**
   * The map with some units fixed: around them it is pulled up or down no further than the slope
   * asks for. Of fixed units too different for their distance the higher ones keep their value.
   */
  Map<Cell, Integer> fix(Map<Cell, Integer> map, Map<Cell, Integer> fixed) {
    Map<Cell, Integer> held = new HashMap<>(map);
    fixed.forEach(
        (unit, value) ->
            held.put(unit, Math.min(value, map.getOrDefault(unit, SurgePolicy.FLOOR_TENTHS))));
    Map<Cell, Integer> pulled = new HashMap<>(lower(held));
    fixed.forEach((unit, value) -> pulled.merge(unit, value, Math::max));
    return raise(pulled);
  }

  /** The least map above the targets. Ends: each round is a slope lower than the one before. */
  private Map<Cell, Integer> raise(Map<Cell, Integer> targets) {
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
        for (Cell neighbour : grid.neighbours(cell)) {
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
  private Map<Cell, Integer> lower(Map<Cell, Integer> targets) {
    Map<Cell, Integer> lowered = new HashMap<>(targets);
    lowered.values().removeIf(value -> value <= SurgePolicy.FLOOR_TENTHS);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<Cell, Integer> entry : lowered.entrySet()) {
        int atMost = entry.getValue();
        for (Cell neighbour : grid.neighbours(entry.getKey())) {
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

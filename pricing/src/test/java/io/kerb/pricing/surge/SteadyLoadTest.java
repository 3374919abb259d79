package io.kerb.pricing.surge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.Cell;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No flip-flop: at constant load, which is Poisson noise, a cell's price changes once an hour. */
class SteadyLoadTest {
  private static final SurgePolicy POLICY = SurgePolicy.standard();
  private static final int TICKS_PER_HOUR = 240;
  private static final int HOURS = 4;

  /** Loads around the edge where a price begins and where it ends, at small and large counts. */
  @ParameterizedTest(name = "{0} requests and {1} cars, seed {2}")
  @CsvSource({
    "1, 0, 1",
    "2, 0, 2",
    "3, 1, 3",
    "5, 0, 4",
    "5, 2, 5",
    "8, 1, 6",
    "12, 3, 7",
    "20, 3, 8",
    "30, 5, 9",
    "30, 8, 10"
  })
  void aCellsPriceChangesAtMostOnceAnHour(double requests, double idle, long seed) {
    SteadyLoad load = new SteadyLoad(POLICY, requests, idle, 3, seed);
    Map<Cell, Deque<Integer>> changes = new HashMap<>();
    Map<Cell, Integer> before = Map.of();
    for (int tick = 0; tick < HOURS * TICKS_PER_HOUR; tick++) {
      Map<Cell, Integer> after = load.tick();
      // The first hour belongs to the rise.
      for (Cell cell : tick > TICKS_PER_HOUR ? load.cells() : java.util.List.<Cell>of()) {
        Deque<Integer> recent = changes.computeIfAbsent(cell, absent -> new ArrayDeque<>());
        recent.removeIf(since(tick));
        if (!after.getOrDefault(cell, 10).equals(before.getOrDefault(cell, 10))) {
          recent.add(tick);
        }
        assertThat(recent).as("changes within an hour in %s", cell).hasSizeLessThanOrEqualTo(1);
      }
      before = after;
    }
  }

  private static java.util.function.Predicate<Integer> since(int tick) {
    return changed -> changed <= tick - TICKS_PER_HOUR;
  }
}

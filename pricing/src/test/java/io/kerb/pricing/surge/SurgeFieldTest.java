package io.kerb.pricing.surge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurgeFieldTest {
  private static final SurgePolicy POLICY = SurgePolicy.standard();
  private static final Instant START = Instant.parse("2026-06-03T18:00:00Z");
  private static final Cell CENTER = SurgeCells.of(new LatLng(41.15, -8.61));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theBoundsHoldForEveryInput(long seed) {
    Random random = new Random(seed);
    List<Cell> cells = List.copyOf(around(CENTER, 5));
    SurgeField field = new SurgeField(POLICY, Map.of());
    Map<Cell, Integer> before = Map.of();
    Instant now = START;
    for (int tick = 0; tick < 300; tick++) {
      now = now.plusSeconds(random.nextInt(60));
      Map<Cell, Integer> after = field.tick(wild(cells, random, 60), wild(cells, random, 8), now);
      assertBounds(before, after, "seed " + seed + " tick " + tick);
      before = after;
    }
  }

  @Test
  void theBoundsHoldWhenAnotherOwnerGoesOn() {
    Random random = new Random(9);
    List<Cell> cells = List.copyOf(around(CENTER, 4));
    Map<Cell, Integer> before = Map.of();
    SurgeField field = new SurgeField(POLICY, before);
    Instant now = START;
    for (int tick = 0; tick < 200; tick++) {
      now = now.plus(POLICY.tick());
      if (tick % 20 == 19) {
        field = new SurgeField(POLICY, before);
      }
      Map<Cell, Integer> after = field.tick(wild(cells, random, 60), wild(cells, random, 4), now);
      assertBounds(before, after, "tick " + tick);
      before = after;
    }
  }

  @Test
  void enoughCarsMeanNoSurge() {
    assertThat(run(Map.of(CENTER, 10), Map.of(CENTER, 10), 40)).isEmpty();
  }

  @Test
  void aFewRequestsAreNoise() {
    assertThat(run(Map.of(CENTER, 3), Map.of(), 40)).isEmpty();
  }

  @Test
  void scarcityRaisesThePriceUpToTheCap() {
    Map<Cell, Integer> demand = new HashMap<>();
    around(CENTER, 6).forEach(cell -> demand.put(cell, 50));

    Map<Cell, Integer> tenths = run(demand, Map.of(), 40);

    assertThat(tenths).containsEntry(CENTER, POLICY.capTenths());
  }

  @Test
  void moreCarsLowerThePrice() {
    Map<Cell, Integer> demand = new HashMap<>();
    around(CENTER, 3).forEach(cell -> demand.put(cell, 12));
    Map<Cell, Integer> few = new HashMap<>();
    Map<Cell, Integer> more = new HashMap<>();
    around(CENTER, 3)
        .forEach(
            cell -> {
              few.put(cell, 1);
              more.put(cell, 3);
            });

    assertThat(run(demand, few, 40).get(CENTER))
        .isGreaterThan(run(demand, more, 40).getOrDefault(CENTER, 10));
  }

  @Test
  void aLoneHotCellIsHeldAndRaisesItsSurroundings() {
    Map<Cell, Integer> tenths = run(Map.of(CENTER, 100), Map.of(), 60);

    assertThat(tenths.get(CENTER)).isBetween(14, 24);
    for (Cell neighbour : SurgeCells.neighbours(CENTER)) {
      assertThat(tenths.get(neighbour)).isBetween(12, 22);
    }
  }

  @Test
  void afterTheRushThePriceReturnsToNormal() {
    SurgeField field = new SurgeField(POLICY, Map.of());
    Instant now = START;
    for (int tick = 0; tick < 40; tick++) {
      now = now.plus(POLICY.tick());
      field.tick(Map.of(CENTER, 100), Map.of(), now);
    }
    Map<Cell, Integer> tenths = Map.of();
    for (int tick = 0; tick < 80; tick++) {
      now = now.plus(POLICY.tick());
      tenths = field.tick(Map.of(), Map.of(CENTER, 5), now);
    }

    assertThat(tenths).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void atConstantLoadTheFieldComesToRest(long seed) {
    Random random = new Random(seed);
    List<Cell> cells = List.copyOf(around(CENTER, 5));
    Map<Cell, Integer> demand = wild(cells, random, 30);
    Map<Cell, Integer> supply = wild(cells, random, 6);
    SurgeField field = new SurgeField(POLICY, Map.of());
    Instant now = START;
    Map<Cell, Integer> resting = Map.of();
    for (int tick = 0; tick < 300; tick++) {
      now = now.plus(POLICY.tick());
      Map<Cell, Integer> next = field.tick(demand, supply, now);
      if (tick > 80) {
        assertThat(next).as("seed %d tick %d", seed, tick).isEqualTo(resting);
      }
      resting = next;
    }
    assertThat(resting).isNotEmpty();
  }

  @Test
  void countsThatWaverByOneDoNotMoveThePrice() {
    Random random = new Random(3);
    Set<Cell> cells = around(CENTER, 3);
    SurgeField field = new SurgeField(POLICY, Map.of());
    Instant now = START;
    Map<Cell, Integer> last = Map.of();
    int changes = 0;
    for (int tick = 0; tick < 320; tick++) {
      now = now.plus(POLICY.tick());
      Map<Cell, Integer> demand = new HashMap<>();
      Map<Cell, Integer> supply = new HashMap<>();
      for (Cell cell : cells) {
        demand.put(cell, 24 + random.nextInt(3));
        supply.put(cell, 5 + random.nextInt(3));
      }
      Map<Cell, Integer> next = field.tick(demand, supply, now);
      // The first 20 min belong to the rise.
      if (tick > 80 && !next.getOrDefault(CENTER, 10).equals(last.getOrDefault(CENTER, 10))) {
        changes++;
      }
      last = next;
    }

    assertThat(changes).as("changes of one cell in an hour").isLessThanOrEqualTo(1);
  }

  private static Map<Cell, Integer> run(
      Map<Cell, Integer> demand, Map<Cell, Integer> supply, int ticks) {
    SurgeField field = new SurgeField(POLICY, Map.of());
    Instant now = START;
    Map<Cell, Integer> tenths = Map.of();
    for (int tick = 0; tick < ticks; tick++) {
      now = now.plus(POLICY.tick());
      tenths = field.tick(demand, supply, now);
    }
    return tenths;
  }

  private static void assertBounds(
      Map<Cell, Integer> before, Map<Cell, Integer> after, String when) {
    Set<Cell> all = new HashSet<>(before.keySet());
    all.addAll(after.keySet());
    for (Cell cell : all) {
      int value = after.getOrDefault(cell, 10);
      require(value >= 10 && value <= POLICY.capTenths(), "cap", cell, when);
      int moved = Math.abs(value - before.getOrDefault(cell, 10));
      require(moved <= POLICY.stepTenths(), "step", cell, when);
      for (Cell neighbour : SurgeCells.neighbours(cell)) {
        int difference = Math.abs(value - after.getOrDefault(neighbour, 10));
        require(difference <= POLICY.slopeTenths(), "slope", cell, when);
      }
    }
  }

  /** Plain, because it is asked a million times. */
  private static void require(boolean holds, String bound, Cell cell, String when) {
    if (!holds) {
      throw new AssertionError(bound + " is broken at " + cell + ", " + when);
    }
  }

  private static Map<Cell, Integer> wild(List<Cell> cells, Random random, int max) {
    Map<Cell, Integer> counts = new HashMap<>();
    for (Cell cell : cells) {
      if (random.nextInt(3) > 0) {
        counts.put(cell, random.nextInt(max));
      }
    }
    return counts;
  }

  static Set<Cell> around(Cell center, int rings) {
    Set<Cell> cells = new HashSet<>(Set.of(center));
    for (int ring = 0; ring < rings; ring++) {
      List<Cell> edge = new ArrayList<>(cells);
      edge.forEach(cell -> cells.addAll(SurgeCells.neighbours(cell)));
    }
    return cells;
  }
}

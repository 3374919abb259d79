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

  private static final int RINGS = 4;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theBoundsHoldForEveryInput(long seed) {
    Random random = new Random(seed);
    List<Cell> cells = List.copyOf(around(CENTER, RINGS));
    SurgeField field = field();
    Map<Cell, Integer> before = Map.of();
    Instant now = START;
    for (int tick = 0; tick < 300; tick++) {
      now = now.plusSeconds(random.nextInt(60));
      Map<Cell, Integer> after =
          field.tick(wild(cells, random), some(cells, random), wildOrders(cells, random), now);
      assertBounds(before, after, "seed " + seed + " tick " + tick);
      before = after;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void onlyAnEmergencyCapMovesMoreThanAStepAndOnlyDownwards(long seed) {
    Random random = new Random(seed);
    List<Cell> cells = List.copyOf(around(CENTER, RINGS));
    SurgeField field = field();
    Map<Cell, Integer> before = Map.of();
    Instant now = START;
    for (int tick = 0; tick < 200; tick++) {
      now = now.plus(POLICY.tick());
      int cap = random.nextInt(4) == 0 ? 10 + random.nextInt(16) : Integer.MAX_VALUE;
      StandingOrders orders = new StandingOrders(wildOrders(cells, random).fixed(), cap);
      Map<Cell, Integer> after = field.tick(wild(cells, random), some(cells, random), orders, now);
      for (Cell cell : cells) {
        int value = after.getOrDefault(cell, 10);
        require(value <= cap, "cap", cell, "seed " + seed);
        require(value - before.getOrDefault(cell, 10) <= 2, "step up", cell, "seed " + seed);
        assertSlope(after, cell, "seed " + seed + " tick " + tick);
      }
      before = after;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theBoundsHoldAcrossZonesToo(long seed) {
    Random random = new Random(seed);
    List<Cell> cells = List.copyOf(around(CENTER, RINGS));
    SurgeGrid grid = SteadyLoad.grid(new SurgeZone("centre", around(CENTER, 1)));
    SurgeField field = new SurgeField(POLICY, grid);
    Map<Cell, Integer> before = Map.of();
    Instant now = START;
    for (int tick = 0; tick < 200; tick++) {
      now = now.plus(POLICY.tick());
      Map<Cell, Double> units = new HashMap<>();
      wild(cells, random).forEach((cell, value) -> units.put(grid.unitOf(cell), value));
      Map<Cell, Integer> after =
          grid.perCell(field.tick(units, units.keySet(), StandingOrders.NONE, now));
      assertBounds(before, after, "seed " + seed + " tick " + tick);
      assertThat(around(CENTER, 1).stream().map(cell -> after.getOrDefault(cell, 10)).distinct())
          .hasSize(1);
      before = after;
    }
  }

  @Test
  void theBoundsHoldWhenAnotherOwnerGoesOn() {
    Random random = new Random(9);
    List<Cell> cells = List.copyOf(around(CENTER, RINGS));
    Map<Cell, Integer> before = Map.of();
    SurgeField field = field();
    Instant now = START;
    for (int tick = 0; tick < 200; tick++) {
      now = now.plus(POLICY.tick());
      if (tick % 20 == 19) {
        SurgeField successor = field();
        before.forEach((cell, tenths) -> successor.restore(cell, tenths, tenths));
        field = successor;
      }
      Map<Cell, Integer> after =
          field.tick(wild(cells, random), Set.copyOf(cells), StandingOrders.NONE, now);
      assertBounds(before, after, "tick " + tick);
      before = after;
    }
  }

  @Test
  void scarcityRaisesThePriceUpToTheCap() {
    Map<Cell, Double> pressures = new HashMap<>();
    around(CENTER, 6).forEach(cell -> pressures.put(cell, 25.0));

    assertThat(run(pressures, 40)).containsEntry(CENTER, POLICY.capTenths());
  }

  @Test
  void aLoneHotCellIsHeldAndRaisesItsSurroundings() {
    Map<Cell, Integer> tenths = run(Map.of(CENTER, 25.0), 60);

    assertThat(tenths.get(CENTER)).isBetween(14, 24);
    for (Cell neighbour : SurgeCells.neighbours(CENTER)) {
      assertThat(tenths.get(neighbour)).isBetween(12, 22);
    }
  }

  @Test
  void afterTheRushThePriceReturnsToNormal() {
    SurgeField field = field();
    Instant now = START;
    for (int tick = 0; tick < 40; tick++) {
      now = now.plus(POLICY.tick());
      field.tick(Map.of(CENTER, 25.0), Set.of(CENTER), StandingOrders.NONE, now);
    }
    Map<Cell, Integer> tenths = Map.of();
    for (int tick = 0; tick < 40; tick++) {
      now = now.plus(POLICY.tick());
      tenths = field.tick(Map.of(), Set.of(CENTER), StandingOrders.NONE, now);
    }

    assertThat(tenths).isEmpty();
  }

  @Test
  void whereNothingReallyChangedAPriceMovesOneStepInAnHour() {
    SurgeField field = field();
    Instant now = START;
    Map<Cell, Double> pressures = new HashMap<>();
    around(CENTER, 3).forEach(cell -> pressures.put(cell, 20.0));
    Map<Cell, Integer> last = Map.of();
    int changes = 0;
    for (int tick = 0; tick < 240; tick++) {
      now = now.plus(POLICY.tick());
      Map<Cell, Integer> next = field.tick(pressures, Set.of(), StandingOrders.NONE, now);
      changes += next.getOrDefault(CENTER, 10).equals(last.getOrDefault(CENTER, 10)) ? 0 : 1;
      last = next;
    }

    assertThat(changes).isEqualTo(1);
    assertThat(last).containsEntry(CENTER, 12);
  }

  @Test
  void overridesTooDifferentForTheirDistanceYieldToTheHigherOne() {
    Cell beside = SurgeCells.neighbours(CENTER).get(0);
    StandingOrders orders = new StandingOrders(Map.of(CENTER, 24, beside, 12), 25);
    SurgeField field = field();
    Map<Cell, Integer> tenths = Map.of();
    for (int tick = 0; tick < 20; tick++) {
      tenths = field.tick(Map.of(), Set.of(), orders, START.plus(POLICY.tick().multipliedBy(tick)));
    }

    assertThat(tenths).containsEntry(CENTER, 24).containsEntry(beside, 21);
  }

  private static SurgeField field() {
    return new SurgeField(POLICY, SteadyLoad.grid());
  }

  private static Map<Cell, Integer> run(Map<Cell, Double> pressures, int ticks) {
    SurgeField field = field();
    Set<Cell> all = around(CENTER, 8);
    Instant now = START;
    Map<Cell, Integer> tenths = Map.of();
    for (int tick = 0; tick < ticks; tick++) {
      now = now.plus(POLICY.tick());
      tenths = field.tick(pressures, all, StandingOrders.NONE, now);
    }
    return tenths;
  }

  /** Now and then another set of overrides, also next to each other. */
  private static StandingOrders wildOrders(List<Cell> cells, Random random) {
    Map<Cell, Integer> fixed = new HashMap<>();
    if (random.nextInt(3) == 0) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        fixed.put(cells.get(random.nextInt(cells.size())), 10 + random.nextInt(16));
      }
    }
    return new StandingOrders(fixed, Integer.MAX_VALUE);
  }

  private static Set<Cell> some(List<Cell> cells, Random random) {
    Set<Cell> some = new HashSet<>(cells);
    some.removeIf(cell -> random.nextInt(3) == 0);
    return some;
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
      assertSlope(after, cell, when);
    }
  }

  private static void assertSlope(Map<Cell, Integer> after, Cell cell, String when) {
    for (Cell neighbour : SurgeCells.neighbours(cell)) {
      int difference = Math.abs(after.getOrDefault(cell, 10) - after.getOrDefault(neighbour, 10));
      require(difference <= POLICY.slopeTenths(), "slope", cell, when);
    }
  }

  /** Plain, because it is asked a million times. */
  private static void require(boolean holds, String bound, Cell cell, String when) {
    if (!holds) {
      throw new AssertionError(bound + " is broken at " + cell + ", " + when);
    }
  }

  private static Map<Cell, Double> wild(List<Cell> cells, Random random) {
    Map<Cell, Double> pressures = new HashMap<>();
    for (Cell cell : cells) {
      if (random.nextInt(3) > 0) {
        pressures.put(cell, 10 + 15 * random.nextDouble());
      }
    }
    return pressures;
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

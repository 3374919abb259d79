package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One product's multipliers in a market, moved on tick by tick.
 *
 * <p>Per unit: the target follows the pressure only beyond a deadband, and turns round only after a
 * hold. Over the field: {@link Slope} makes the targets' map no steeper than the policy allows, and
 * an operator's fixed multipliers pull it up or down around them. Then each multiplier moves
 * towards its place on that map by one step at most: freely where counts have really changed of
 * late and around there, else one step in an hour. An emergency cap cuts what is above it at once.
 *
 * <p>The bounds hold for every input. The map m and the previous field p are each no steeper than s
 * between neighbours, and so is q = max(min(m, p + step), p - step), as minimum and maximum of
 * fields no steeper than s are. The new field is q where it is free, and p elsewhere, pulled no
 * further than the slope asks for; that is less than a step, as q is no further from p. Only a cap
 * moves more than a step, and only downwards.
 *
 * <p>For one thread. A unit without an entry has no surge.
 */
public final class SurgeField {
  /** A rider who looks again within the hour sees the same price. */
  private static final Duration REST = Duration.ofHours(1);

  private final SurgePolicy policy;
  private final Map<Cell, Target> targets = new HashMap<>();
  private final Slope slope;
  private final Map<Cell, Instant> lastChanges = new HashMap<>();
  private Map<Cell, Integer> tenths = new TreeMap<>(SurgeCells.ORDER);
  private StandingOrders lastOrders = StandingOrders.NONE;
  private Instant ordersSettleUntil = Instant.MIN;

  public SurgeField(SurgePolicy policy, SurgeGrid grid) {
    this.policy = policy;
    this.slope = new Slope(grid, policy.slopeTenths());
  }

  /**
   * What an earlier owner published goes on from there.
   *
   * @param unit named by its first cell
   */
  void restore(Cell unit, int published, int target) {
    if (published > SurgePolicy.FLOOR_TENTHS) {
      tenths.put(unit, published);
    }
    targets.put(unit, new Target(target));
  }

  /**
   * @param pressures per unit, in tenths; absent ones have none
   * @param unsettled units whose counts have really changed of late
   * @param orders what operators want of it now
   * @return the multipliers of the units after this tick, in tenths; those without surge left out
   */
  Map<Cell, Integer> tick(
      Map<Cell, Double> pressures, Set<Cell> unsettled, StandingOrders orders, Instant now) {
    retarget(pressures, now);
    Map<Cell, Integer> before = tenths;
    Map<Cell, Integer> map = map(orders);
    Map<Cell, Integer> next = slope.fix(tenths, free(map, unsettled, orders, now));
    creep(next, map, now);
    int cap = Math.min(policy.capTenths(), orders.capTenths());
    next.replaceAll((unit, value) -> Math.min(value, cap));
    next.values().removeIf(value -> value <= SurgePolicy.FLOOR_TENTHS);
    tenths = next;
    rememberChanges(before, now);
    targets.keySet().removeIf(unit -> isQuiet(unit, pressures));
    return Map.copyOf(tenths);
  }

  private void retarget(Map<Cell, Double> pressures, Instant now) {
    Set<Cell> units = new HashSet<>(targets.keySet());
    units.addAll(pressures.keySet());
    for (Cell unit : units) {
      targets
          .computeIfAbsent(unit, absent -> new Target(SurgePolicy.FLOOR_TENTHS))
          .follow(pressures.getOrDefault(unit, (double) SurgePolicy.FLOOR_TENTHS), now);
    }
  }

  private Map<Cell, Integer> map(StandingOrders orders) {
    Map<Cell, Integer> wanted = new HashMap<>();
    targets.forEach((unit, target) -> wanted.put(unit, target.tenths));
    Map<Cell, Integer> map = slope.limit(wanted);
    return orders.fixed().isEmpty() ? map : slope.fix(map, orders.fixed());
  }

  /** Where the units go that may move now; all of them when orders have changed of late. */
  private Map<Cell, Integer> free(
      Map<Cell, Integer> map, Set<Cell> unsettled, StandingOrders orders, Instant now) {
    if (!orders.equals(lastOrders)) {
      lastOrders = orders;
      ordersSettleUntil = now.plus(policy.smoothing().settle());
    }
    Set<Cell> units = around(unsettled, map);
    if (now.isBefore(ordersSettleUntil)) {
      units.addAll(map.keySet());
      units.addAll(tenths.keySet());
    }
    Map<Cell, Integer> goals = new HashMap<>();
    for (Cell unit : units) {
      goals.put(unit, step(value(tenths, unit), value(map, unit)));
    }
    return goals;
  }

  /** With them whom they may have pulled up: as far as surge reaches at the steepest. */
  private Set<Cell> around(Set<Cell> unsettled, Map<Cell, Integer> map) {
    int rings = (policy.capTenths() - SurgePolicy.FLOOR_TENTHS) / policy.slopeTenths();
    Set<Cell> units = new HashSet<>(unsettled);
    Set<Cell> edge = unsettled;
    for (int ring = 0; ring < rings && !edge.isEmpty(); ring++) {
      Set<Cell> next = new HashSet<>();
      for (Cell unit : edge) {
        for (Cell neighbour : slope.neighbours(unit)) {
          boolean surges = tenths.containsKey(neighbour) || map.containsKey(neighbour);
          if (surges && units.add(neighbour)) {
            next.add(neighbour);
          }
        }
      }
      edge = next;
    }
    return units;
  }

  /** What is left between a settled unit and the map is made up for by one step in an hour. */
  private void creep(Map<Cell, Integer> next, Map<Cell, Integer> map, Instant now) {
    Set<Cell> units = new TreeSet<>(SurgeCells.ORDER);
    units.addAll(map.keySet());
    units.addAll(next.keySet());
    for (Cell unit : units) {
      int present = value(next, unit);
      boolean rested = isRested(unit, now) && present == value(tenths, unit);
      int goal = value(map, unit);
      boolean isOver = goal == SurgePolicy.FLOOR_TENTHS && present > goal;
      if (rested && (isOver || Math.abs(goal - present) >= policy.stepTenths())) {
        next.put(unit, betweenNeighbours(next, unit, step(present, goal)));
      }
    }
  }

  private boolean isRested(Cell unit, Instant now) {
    Instant last = lastChanges.get(unit);
    return last == null || !now.isBefore(last.plus(REST));
  }

  /** As far as no neighbour has to follow. */
  private int betweenNeighbours(Map<Cell, Integer> field, Cell unit, int wanted) {
    int lowest = SurgePolicy.FLOOR_TENTHS;
    int highest = policy.capTenths();
    for (Cell neighbour : slope.neighbours(unit)) {
      lowest = Math.max(lowest, value(field, neighbour) - policy.slopeTenths());
      highest = Math.min(highest, value(field, neighbour) + policy.slopeTenths());
    }
    return Math.max(lowest, Math.min(highest, wanted));
  }

  private void rememberChanges(Map<Cell, Integer> before, Instant now) {
    lastChanges.values().removeIf(last -> !now.isBefore(last.plus(REST)));
    Set<Cell> units = new HashSet<>(before.keySet());
    units.addAll(tenths.keySet());
    for (Cell unit : units) {
      if (value(before, unit) != value(tenths, unit)) {
        lastChanges.put(unit, now);
      }
    }
  }

  private int step(int from, int to) {
    return Math.max(from - policy.stepTenths(), Math.min(from + policy.stepTenths(), to));
  }

  private static int value(Map<Cell, Integer> field, Cell unit) {
    return field.getOrDefault(unit, SurgePolicy.FLOOR_TENTHS);
  }

  /** What the unit would have without neighbours, steps and orders. */
  int target(Cell unit) {
    Target target = targets.get(unit);
    return target == null ? SurgePolicy.FLOOR_TENTHS : target.tenths;
  }

  private boolean isQuiet(Cell unit, Map<Cell, Double> pressures) {
    return targets.get(unit).tenths == SurgePolicy.FLOOR_TENTHS && !pressures.containsKey(unit);
  }

  private final class Target {
    private int tenths;
    private int direction;
    private Instant moved = Instant.MIN;

    private Target(int tenths) {
      this.tenths = tenths;
    }

    private void follow(double pressure, Instant now) {
      if (Math.abs(pressure - tenths) <= policy.deadbandTenths()) {
        return;
      }
      int wanted = (int) Math.round(pressure);
      int towards = Integer.signum(wanted - tenths);
      boolean turns = direction != 0 && towards != direction;
      if (towards == 0 || turns && now.isBefore(moved.plus(policy.hold()))) {
        return;
      }
      tenths = wanted;
      direction = towards;
      moved = now;
    }
  }
}

package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A market's multipliers, moved on tick by tick.
 *
 * <p>Per cell: requests and idle cars are smoothed with the neighbours and over time; their ratio
 * is the pressure; the target follows the pressure only beyond a deadband, and turns round only
 * after a hold. Over the field: {@link Slope} makes the targets' map no steeper than the policy
 * allows. Then each multiplier moves towards its place on that map by one step at most.
 *
 * <p>Both bounds hold for every input. The map m and the previous field p are each no steeper than
 * s between neighbours; the new field is max(min(m, p + step), p - step), and minimum and maximum
 * of fields no steeper than s are no steeper than s.
 *
 * <p>For one thread. A cell without an entry has no surge.
 */
public final class SurgeField {
  private static final double QUIET = 0.05;

  private final SurgePolicy policy;
  private final Map<Cell, State> states = new HashMap<>();
  private Map<Cell, Integer> tenths;
  private Instant last;

  /**
   * @param published what an earlier owner published: multipliers go on from there
   */
  public SurgeField(SurgePolicy policy, Map<Cell, Integer> published) {
    this.policy = policy;
    this.tenths = new TreeMap<>(SurgeField::compare);
    published.forEach(
        (cell, value) -> {
          tenths.put(cell, value);
          states.put(cell, new State(value));
        });
  }

  /**
   * @param demand requests per cell in the window
   * @param supply idle cars per cell
   * @return the multipliers after this tick, in tenths; cells without surge are left out
   */
  public Map<Cell, Integer> tick(
      Map<Cell, Integer> demand, Map<Cell, Integer> supply, Instant now) {
    double keep = last == null ? 0 : keep(Duration.between(last, now));
    last = now;
    for (Cell cell : cells(demand, supply)) {
      State state = states.computeIfAbsent(cell, absent -> new State(SurgePolicy.FLOOR_TENTHS));
      state.observe(smooth(demand, cell), smooth(supply, cell), keep);
      state.retarget(now);
    }
    Map<Cell, Integer> targets = new HashMap<>();
    states.forEach((cell, state) -> targets.put(cell, state.target));
    Map<Cell, Integer> map = Slope.limit(targets, policy.slopeTenths());
    tenths = step(map);
    states.entrySet().removeIf(entry -> entry.getValue().isQuiet());
    return Map.copyOf(tenths);
  }

  private Set<Cell> cells(Map<Cell, Integer> demand, Map<Cell, Integer> supply) {
    Set<Cell> cells = new HashSet<>(states.keySet());
    for (Cell active : demand.keySet()) {
      cells.add(active);
      cells.addAll(SurgeCells.neighbours(active));
    }
    cells.addAll(supply.keySet());
    return cells;
  }

  private double smooth(Map<Cell, Integer> counts, Cell cell) {
    double around = 0;
    for (Cell neighbour : SurgeCells.neighbours(cell)) {
      around += counts.getOrDefault(neighbour, 0) / 4.0;
    }
    double weight = policy.neighbourWeight();
    return (1 - weight) * counts.getOrDefault(cell, 0) + weight * around;
  }

  private double keep(Duration passed) {
    return Math.pow(0.5, (double) passed.toMillis() / policy.memory().toMillis());
  }

  private Map<Cell, Integer> step(Map<Cell, Integer> map) {
    Map<Cell, Integer> next = new TreeMap<>(SurgeField::compare);
    Set<Cell> cells = new HashSet<>(map.keySet());
    cells.addAll(tenths.keySet());
    for (Cell cell : cells) {
      int before = tenths.getOrDefault(cell, SurgePolicy.FLOOR_TENTHS);
      int goal = map.getOrDefault(cell, SurgePolicy.FLOOR_TENTHS);
      int value =
          Math.max(before - policy.stepTenths(), Math.min(before + policy.stepTenths(), goal));
      if (value != SurgePolicy.FLOOR_TENTHS) {
        next.put(cell, value);
      }
    }
    return next;
  }

  private static int compare(Cell a, Cell b) {
    return Long.compareUnsigned(a.id(), b.id());
  }

  private final class State {
    private double demand;
    private double supply;
    private boolean observed;
    private int target;
    private int direction;
    private Instant moved = Instant.MIN;

    private State(int target) {
      this.target = target;
    }

    private void observe(double newDemand, double newSupply, double keep) {
      double share = observed ? keep : 0;
      demand = share * demand + (1 - share) * newDemand;
      supply = share * supply + (1 - share) * newSupply;
      observed = true;
    }

    private void retarget(Instant now) {
      double pressure = pressure();
      if (Math.abs(pressure - target) <= policy.deadbandTenths()) {
        return;
      }
      int wanted = (int) Math.round(pressure);
      int towards = Integer.signum(wanted - target);
      boolean turns = direction != 0 && towards != direction;
      if (towards == 0 || turns && now.isBefore(moved.plus(policy.hold()))) {
        return;
      }
      target = wanted;
      direction = towards;
      moved = now;
    }

    /** In tenths, not rounded. One car is added to the idle ones: the next to become free. */
    private double pressure() {
      if (demand < policy.demandMin()) {
        return SurgePolicy.FLOOR_TENTHS;
      }
      double excess = demand / (supply + 1) - policy.calmRequestsPerCar();
      double wanted =
          SurgePolicy.FLOOR_TENTHS + Math.max(0, excess) * policy.tenthsPerRequestPerCar();
      return Math.min(policy.capTenths(), wanted);
    }

    private boolean isQuiet() {
      return target == SurgePolicy.FLOOR_TENTHS && demand < QUIET && supply < QUIET;
    }
  }
}

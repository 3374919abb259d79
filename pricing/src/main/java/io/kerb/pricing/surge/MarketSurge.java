package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.TripId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One market's surge, from events and counts to what is to be published. For one thread. */
public final class MarketSurge {
  private final DemandWindow demand;
  private final SurgeField field;
  private final Map<Cell, Long> versions = new HashMap<>();
  private final Set<Cell> standing = new HashSet<>();

  /**
   * What a tick publishes.
   *
   * @param entries all that are not quiet, so that readers see that their owner lives
   * @param gone had an entry before and are quiet now
   */
  public record Update(List<CellSurge> entries, List<Cell> gone) {}

  /**
   * @param published what an earlier owner left: its multipliers and versions go on
   */
  public MarketSurge(SurgePolicy policy, List<CellSurge> published) {
    this.demand = new DemandWindow(policy.window());
    Map<Cell, Integer> tenths = new HashMap<>();
    for (CellSurge entry : published) {
      versions.put(entry.cell(), entry.version());
      standing.add(entry.cell());
      if (entry.tenths() > SurgePolicy.FLOOR_TENTHS) {
        tenths.put(entry.cell(), entry.tenths());
      }
    }
    this.field = new SurgeField(policy, tenths);
  }

  public void requested(TripId trip, Cell cell, Instant at) {
    demand.requested(trip, cell, at);
  }

  public void unmet(TripId trip, Cell cell, Instant at) {
    demand.unmet(trip, cell, at);
  }

  /**
   * @param supply idle cars per cell now
   */
  public Update tick(Map<Cell, Integer> supply, Instant now) {
    Map<Cell, Integer> requests = demand.at(now);
    Map<Cell, Integer> tenths = field.tick(requests, supply, now);
    Set<Cell> active = new TreeSet<>((a, b) -> Long.compareUnsigned(a.id(), b.id()));
    active.addAll(requests.keySet());
    active.addAll(supply.keySet());
    active.addAll(tenths.keySet());
    List<CellSurge> entries =
        active.stream()
            .map(
                cell ->
                    new CellSurge(
                        cell,
                        tenths.getOrDefault(cell, SurgePolicy.FLOOR_TENTHS),
                        requests.getOrDefault(cell, 0),
                        supply.getOrDefault(cell, 0),
                        versions.merge(cell, 1L, Long::sum),
                        now))
            .toList();
    List<Cell> gone = standing.stream().filter(cell -> !active.contains(cell)).toList();
    standing.clear();
    standing.addAll(active);
    return new Update(entries, gone);
  }
}

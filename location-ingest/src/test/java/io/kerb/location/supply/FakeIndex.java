package io.kerb.location.supply;

import io.kerb.location.index.SupplyRecord;
import io.kerb.location.index.SupplyWrite;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/** What Redis would hold: driver by cell. */
final class FakeIndex {
  private final Map<Long, Map<Long, SupplyRecord>> cells = new HashMap<>();

  void apply(SupplyWrite write) {
    if (write instanceof SupplyWrite.Put put) {
      cells.computeIfAbsent(put.cell(), cell -> new HashMap<>()).put(put.driver(), put.record());
    } else {
      cells.getOrDefault(write.cell(), new HashMap<>()).remove(write.driver());
    }
  }

  /** The records of a driver, by cell. */
  Map<Long, SupplyRecord> of(long driver) {
    Map<Long, SupplyRecord> found = new HashMap<>();
    cells.forEach(
        (cell, drivers) -> {
          if (drivers.containsKey(driver)) {
            found.put(cell, drivers.get(driver));
          }
        });
    return found;
  }

  Set<Long> driversIn(long cell) {
    return Set.copyOf(cells.getOrDefault(cell, Map.of()).keySet());
  }

  Set<Long> occupied() {
    return Set.copyOf(cells.keySet());
  }

  Set<Long> drivers() {
    Set<Long> all = new HashSet<>();
    cells.values().forEach(drivers -> all.addAll(drivers.keySet()));
    return all;
  }

  /** A shard died and came back empty. */
  void lose(LongPredicate cell) {
    cells.keySet().removeIf(cell::test);
  }
}

package io.kerb.location.index;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Keeps one record per driver: a move is written to the new cell before it leaves the old one. */
final class NewestPerDriver {
  private final Map<Long, SupplyEntry> newest = new HashMap<>();

  void addAll(Collection<SupplyEntry> entries) {
    for (SupplyEntry entry : entries) {
      newest.merge(entry.driver(), entry, (a, b) -> b.record().isNewerThan(a.record()) ? b : a);
    }
  }

  Collection<SupplyEntry> entries() {
    return newest.values();
  }
}

package io.kerb.lab.surge;

import io.kerb.location.api.Cell;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How often the price of each cell changed: every step counts. */
final class ChangeCount {
  private static final long HOUR_MS = 3_600_000;

  private final Map<Cell, Deque<Long>> recent = new HashMap<>();
  private long all;
  private int worst;

  void add(Cell cell, long nowMs) {
    Deque<Long> times = recent.computeIfAbsent(cell, absent -> new ArrayDeque<>());
    times.addLast(nowMs);
    while (times.getFirst() <= nowMs - HOUR_MS) {
      times.removeFirst();
    }
    all++;
    worst = Math.max(worst, times.size());
  }

  /** What was before does not count: the rise. */
  void forget() {
    recent.clear();
    all = 0;
    worst = 0;
  }

  /** The most of one cell within any hour. */
  int worstInAnHour() {
    return worst;
  }

  long all() {
    return all;
  }
}

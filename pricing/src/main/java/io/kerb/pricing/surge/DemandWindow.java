package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The requests of the last minutes, each trip counted once, however often its events arrive: once
 * as a request, and once more if nobody served it. For one thread.
 */
public final class DemandWindow {
  /** Beyond it the oldest are forgotten early; 200,000 requests in 10 min is no city we know. */
  static final int ENTRIES_MAX = 200_000;

  private final Duration length;
  private final Deque<Counted> inOrder = new ArrayDeque<>();
  private final Set<Key> seen = new HashSet<>();
  private final Map<Cell, Integer> perCell = new HashMap<>();
  private Instant begin = Instant.MIN;

  public DemandWindow(Duration length) {
    this.length = length;
  }

  /** Somebody asked for a car here. */
  public void requested(TripId trip, Cell cell, Instant at) {
    count(new Key(trip, false), cell, at);
  }

  /** Nobody came: that weighs a second time. */
  public void unmet(TripId trip, Cell cell, Instant at) {
    count(new Key(trip, true), cell, at);
  }

  private void count(Key key, Cell cell, Instant at) {
    // What lies before the window may be a repetition of what was counted and forgotten.
    if (at.isBefore(begin) || !seen.add(key)) {
      return;
    }
    inOrder.addLast(new Counted(key, cell, at));
    perCell.merge(cell, 1, Integer::sum);
    if (inOrder.size() > ENTRIES_MAX) {
      forgetOldest();
    }
  }

  /** Requests per cell within the window that ends now. Events come nearly in order of time. */
  public Map<Cell, Integer> at(Instant now) {
    begin = now.minus(length);
    while (!inOrder.isEmpty() && inOrder.peekFirst().at.isBefore(begin)) {
      forgetOldest();
    }
    return Map.copyOf(perCell);
  }

  private void forgetOldest() {
    Counted oldest = inOrder.removeFirst();
    seen.remove(oldest.key);
    perCell.computeIfPresent(oldest.cell, (cell, count) -> count == 1 ? null : count - 1);
  }

  private record Key(TripId trip, boolean unmet) {}

  private record Counted(Key key, Cell cell, Instant at) {}
}

package io.kerb.pricing.forecast;

import io.kerb.location.api.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Requests per cell and slot of today and the last {@value #DAYS} days. For one thread.
 *
 * <p>A cell costs 5.6 kB, so a full history costs 11 MB.
 */
public final class DemandHistory {
  /** Four of each weekday. */
  public static final int DAYS = 28;

  /** A city of 2,000 cells is 2,000 km². Requests in further cells are not counted. */
  public static final int CELLS_MAX = 2_000;

  private static final int RING = (DAYS + 1) * SlotTime.PER_DAY;

  private final SortedMap<Cell, short[]> counts =
      new TreeMap<>((a, b) -> Long.compareUnsigned(a.id(), b.id()));
  private long first = Long.MAX_VALUE;
  private long next = Long.MIN_VALUE;

  /**
   * One request. False if it is too old, or the city has too many cells, and it was not counted.
   */
  public boolean add(Cell cell, long slot) {
    return add(cell, slot, 1);
  }

  /** Several at once, for what was counted before. */
  public boolean add(Cell cell, long slot, int requests) {
    if (slot > next) {
      advanceTo(slot);
    }
    if (slot < oldest() || (counts.size() >= CELLS_MAX && !counts.containsKey(cell))) {
      return false;
    }
    short[] row = counts.computeIfAbsent(cell, unseen -> new short[RING]);
    int place = place(slot);
    row[place] = (short) Math.min(Short.MAX_VALUE, row[place] + requests);
    first = Math.min(first, slot);
    return true;
  }

  /** Time goes on, with or without requests: what is before this slot is known from now on. */
  public void advanceTo(long slot) {
    if (slot <= next) {
      return;
    }
    long day = SlotTime.dayOf(slot);
    long dayBefore = next == Long.MIN_VALUE ? day : SlotTime.dayOf(next);
    next = slot;
    for (long begun = Math.max(dayBefore + 1, day - DAYS); begun <= day; begun++) {
      forget(begun);
    }
    if (day > dayBefore) {
      counts.values().removeIf(DemandHistory::isEmpty);
      first = Math.max(first, oldest());
    }
  }

  /** A new day takes the place of the one that left the history. */
  private void forget(long day) {
    int from = place(day * SlotTime.PER_DAY);
    for (short[] row : counts.values()) {
      Arrays.fill(row, from, from + SlotTime.PER_DAY, (short) 0);
    }
  }

  private static boolean isEmpty(short[] row) {
    for (short count : row) {
      if (count != 0) {
        return false;
      }
    }
    return true;
  }

  public List<Cell> cells() {
    return new ArrayList<>(counts.keySet());
  }

  public int count(Cell cell, long slot) {
    short[] row = counts.get(cell);
    return row == null ? 0 : count(row, slot);
  }

  /** The first slot with a request; nothing is known of those before it. */
  long first() {
    return first;
  }

  /** The first slot that is not over yet; requests of it are counted, and not yet judged. */
  public long next() {
    return next;
  }

  private long oldest() {
    return (SlotTime.dayOf(next) - DAYS) * SlotTime.PER_DAY;
  }

  List<short[]> rows() {
    return new ArrayList<>(counts.values());
  }

  static int count(short[] row, long slot) {
    return row[place(slot)];
  }

  private static int place(long slot) {
    return (int) Math.floorMod(slot, (long) RING);
  }
}

package io.kerb.location.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one search has read so far: each cell once, and each driver where they were last, since a
 * move is written to the new cell before it leaves the old one.
 */
final class ReadCells {
  /** Cells per reading, so that one city's map does not stall a shard for others. */
  private static final int CELLS_PER_READING = 4_096;

  private final CellReader reader;
  private final Map<Long, ReadCell> cells = new HashMap<>();
  private final Map<Long, Spot> newest = new HashMap<>();

  /**
   * One cell's drivers.
   *
   * @param isRead false if its shard did not answer
   */
  record ReadCell(List<Spot> spots, boolean isRead) {}

  ReadCells(CellReader reader) {
    this.reader = reader;
  }

  /** Reads those of the cells that were not read yet; what was unread once stays so. */
  void readAll(long[] wanted) {
    for (int from = 0; from < wanted.length; from += CELLS_PER_READING) {
      long[] some =
          Arrays.copyOfRange(wanted, from, Math.min(from + CELLS_PER_READING, wanted.length));
      List<CellReader.Content> contents = reader.read(some);
      for (int i = 0; i < some.length; i++) {
        cells.put(some[i], cell(contents.get(i)));
      }
    }
  }

  boolean has(long cell) {
    return cells.containsKey(cell);
  }

  ReadCell get(long cell) {
    return cells.get(cell);
  }

  /** Each driver of all cells, once. */
  Collection<Spot> spots() {
    return newest.values();
  }

  boolean complete() {
    return cells.values().stream().allMatch(ReadCell::isRead);
  }

  private ReadCell cell(CellReader.Content content) {
    if (!(content instanceof CellReader.Content.Read read)) {
      return new ReadCell(List.of(), false);
    }
    List<Spot> spots = new ArrayList<>(read.entries().size());
    for (SupplyEntry entry : read.entries()) {
      Spot spot = new Spot(entry);
      spots.add(spot);
      newest.merge(spot.driver(), spot, ReadCells::newer);
    }
    return new ReadCell(spots, true);
  }

  private static Spot newer(Spot known, Spot found) {
    boolean moved = found.record.isNewerThan(known.record);
    (moved ? known : found).leave();
    return moved ? found : known;
  }
}

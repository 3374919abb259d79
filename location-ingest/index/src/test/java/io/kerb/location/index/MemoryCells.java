package io.kerb.location.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cells without an engine; remembers what was read, and some of them may be lost. */
final class MemoryCells implements CellReader {
  private final Map<Long, List<SupplyEntry>> cells = new HashMap<>();
  private final Set<Long> unreadable = new HashSet<>();
  final List<Long> readings = new ArrayList<>();

  void put(long driver, SupplyRecord record) {
    cells
        .computeIfAbsent(record.cell(), cell -> new ArrayList<>())
        .add(new SupplyEntry(driver, record));
  }

  void loseCellOf(SupplyRecord record) {
    unreadable.add(record.cell());
  }

  @Override
  public List<Content> read(long[] wanted) {
    List<Content> contents = new ArrayList<>();
    for (long cell : wanted) {
      readings.add(cell);
      contents.add(
          unreadable.contains(cell)
              ? new Content.Unread()
              : new Content.Read(cells.getOrDefault(cell, List.of())));
    }
    return contents;
  }
}

package io.kerb.pricing.forecast;

import com.google.common.geometry.S2CellId;
import io.kerb.location.api.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The cells of a history by number, with their surroundings. */
final class Grid {
  /** Level 11: about 4.4 km, 16 cells. */
  private static final int DISTRICT_LEVELS_UP = 2;

  private final List<Cell> cells;
  private final List<short[]> rows;
  private final int[][] neighbours;
  private final int[] districts;
  private final int districtCount;

  Grid(DemandHistory history) {
    this.cells = history.cells();
    this.rows = history.rows();
    Map<Cell, Integer> numbers = new HashMap<>();
    for (Cell cell : cells) {
      numbers.put(cell, numbers.size());
    }
    this.neighbours = new int[cells.size()][];
    this.districts = new int[cells.size()];
    Map<Cell, Integer> districtNumbers = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      neighbours[i] = neighbours(cell, numbers);
      Cell district = cell.parent(cell.level() - DISTRICT_LEVELS_UP);
      districts[i] = districtNumbers.computeIfAbsent(district, unseen -> districtNumbers.size());
    }
    this.districtCount = districtNumbers.size();
  }

  /** Those of the eight around it that have ever had a request. */
  private static int[] neighbours(Cell cell, Map<Cell, Integer> numbers) {
    List<S2CellId> around = new ArrayList<>();
    new S2CellId(cell.id()).getAllNeighbors(cell.level(), around);
    return around.stream()
        .map(id -> numbers.get(new Cell(id.id())))
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  int size() {
    return cells.size();
  }

  Cell cell(int number) {
    return cells.get(number);
  }

  int count(int cell, long slot) {
    return DemandHistory.count(rows.get(cell), slot);
  }

  int[] neighbours(int cell) {
    return neighbours[cell];
  }

  int district(int cell) {
    return districts[cell];
  }

  int districtCount() {
    return districtCount;
  }
}

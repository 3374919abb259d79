package io.kerb.dispatch.matching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The cheapest pair first, then the cheapest of what is left. What most open-source dispatchers do,
 * kept as the measure of the optimal one.
 */
public final class GreedyAssignment implements Assignment {
  @Override
  public int[] assign(SparseCosts costs) {
    int[] rowOf = new int[costs.pairs()];
    for (int row = 0; row < costs.rows(); row++) {
      Arrays.fill(rowOf, costs.rowStart(row), costs.rowStart(row + 1), row);
    }
    int[] columnOfRow = new int[costs.rows()];
    Arrays.fill(columnOfRow, NONE);
    boolean[] taken = new boolean[costs.columns()];
    IntStream.range(0, costs.pairs())
        .boxed()
        .sorted(Comparator.comparingLong(costs::cost))
        .forEach(
            pair -> {
              int column = costs.column(pair);
              if (columnOfRow[rowOf[pair]] == NONE && !taken[column]) {
                columnOfRow[rowOf[pair]] = column;
                taken[column] = true;
              }
            });
    return columnOfRow;
  }
}

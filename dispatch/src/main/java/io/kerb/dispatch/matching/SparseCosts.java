package io.kerb.dispatch.matching;

import java.util.Arrays;

/**
 * What each possible pair of a request (row) and a driver (column) costs; most pairs are not
 * possible and take no room. Costs are whole milliseconds, so that sums are exact.
 */
public final class SparseCosts {
  /** Costs beyond ± this are refused, so that no sum of them overflows. */
  public static final long COST_MAX = 1L << 40;

  private final int columns;
  private final int[] rowStart;
  private final int[] column;
  private final long[] cost;

  private SparseCosts(int columns, int[] rowStart, int[] column, long[] cost) {
    this.columns = columns;
    this.rowStart = rowStart;
    this.column = column;
    this.cost = cost;
  }

  public int rows() {
    return rowStart.length - 1;
  }

  public int columns() {
    return columns;
  }

  public int pairs() {
    return column.length;
  }

  /** The row's pairs are {@code rowStart(row)} to {@code rowStart(row + 1) - 1}. */
  int rowStart(int row) {
    return rowStart[row];
  }

  int column(int pair) {
    return column[pair];
  }

  long cost(int pair) {
    return cost[pair];
  }

  /** Takes the pairs row by row. */
  public static final class Builder {
    private int columns;
    private int rows;
    private int pairs;
    private int[] rowStart = new int[16];
    private int[] column = new int[64];
    private long[] cost = new long[64];

    /** Adds a pair to the present row; a row holds each column at most once. */
    public Builder pair(int pairColumn, long pairCost) {
      if (pairCost > COST_MAX || pairCost < -COST_MAX) {
        throw new IllegalArgumentException("a pair cannot cost " + pairCost + " ms");
      }
      if (pairs == column.length) {
        column = Arrays.copyOf(column, pairs * 2);
        cost = Arrays.copyOf(cost, pairs * 2);
      }
      column[pairs] = pairColumn;
      cost[pairs] = pairCost;
      pairs++;
      columns = Math.max(columns, pairColumn + 1);
      return this;
    }

    /** Ends the present row, which may be empty. */
    public Builder endRow() {
      rows++;
      if (rows == rowStart.length) {
        rowStart = Arrays.copyOf(rowStart, rows * 2);
      }
      rowStart[rows] = pairs;
      return this;
    }

    public SparseCosts build() {
      return new SparseCosts(
          columns,
          Arrays.copyOf(rowStart, rows + 1),
          Arrays.copyOf(column, pairs),
          Arrays.copyOf(cost, pairs));
    }
  }
}

package io.kerb.dispatch.matching;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * As many rows as possible, at the least total cost: successive shortest augmenting paths with
 * duals (Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear
 * assignment problems", Computing 38, 1987; here the sparse form on a heap).
 *
 * <p>Each row also has a column of its own that stands for "nobody", dearer than any path of real
 * pairs; so each row's search ends, and leaving one out is the last resort. The invariants are
 * those of the dual: every pair's reduced cost {@code cost - u[row] - v[column]} is 0 or more, and
 * 0 on assigned pairs; with them each path found is the cheapest, and the whole is optimal.
 *
 * <p>With R rows and P pairs it takes O(R · P log P) at worst; windows are local, and a search
 * usually ends after a few pairs. An auction was not taken: on rectangular instances its usual form
 * is not optimal.
 */
public final class ShortestPathAssignment implements Assignment {
  @Override
  public int[] assign(SparseCosts costs) {
    return new Search(costs).solve();
  }

  /** Column numbers from {@code costs.columns()} on are the rows' own "nobody". */
  private static final class Search {
    private final SparseCosts costs;
    private final int realColumns;
    private final long nobody;
    private final long[] u;
    private final long[] v;
    private final int[] columnOfRow;
    private final int[] rowOfColumn;

    private final long[] distance;
    private final int[] cameFrom;
    private final boolean[] settled;
    private final int[] touched;
    private int touchedCount;
    private final PriorityQueue<Reached> frontier = new PriorityQueue<>();

    private record Reached(int column, long distance) implements Comparable<Reached> {
      @Override
      public int compareTo(Reached other) {
        int byDistance = Long.compare(distance, other.distance);
        // Ties by number: the same window gives the same answer on every replay.
        return byDistance != 0 ? byDistance : Integer.compare(column, other.column);
      }
    }

    Search(SparseCosts costs) {
      this.costs = costs;
      this.realColumns = costs.columns();
      int columns = realColumns + costs.rows();
      this.nobody = dearerThanAnyPath(costs);
      this.u = new long[costs.rows()];
      this.v = new long[columns];
      this.columnOfRow = new int[costs.rows()];
      this.rowOfColumn = new int[columns];
      this.distance = new long[columns];
      this.cameFrom = new int[columns];
      this.settled = new boolean[columns];
      this.touched = new int[columns];
      Arrays.fill(columnOfRow, NONE);
      Arrays.fill(rowOfColumn, NONE);
      Arrays.fill(distance, Long.MAX_VALUE);
    }

    /** A path visits each row at most once, so it can cost at most rows × spread more. */
    private static long dearerThanAnyPath(SparseCosts costs) {
      long least = 0;
      long most = 0;
      for (int pair = 0; pair < costs.pairs(); pair++) {
        least = Math.min(least, costs.cost(pair));
        most = Math.max(most, costs.cost(pair));
      }
      return Math.addExact(
          most, Math.multiplyExact(Math.addExact(most - least, 1), costs.rows() + 1L));
    }

    int[] solve() {
      for (int row = 0; row < costs.rows(); row++) {
        u[row] = cheapest(row);
        augment(row);
      }
      int[] answer = new int[costs.rows()];
      for (int row = 0; row < answer.length; row++) {
        answer[row] = columnOfRow[row] < realColumns ? columnOfRow[row] : NONE;
      }
      return answer;
    }

    /** The dual with which none of the row's pairs has a negative reduced cost. */
    private long cheapest(int row) {
      long least = nobody;
      for (int pair = costs.rowStart(row); pair < costs.rowStart(row + 1); pair++) {
        least = Math.min(least, costs.cost(pair) - v[costs.column(pair)]);
      }
      return least;
    }

    /** Dijkstra over reduced costs from a free row to the nearest free column. */
    private void augment(int freeRow) {
      touchedCount = 0;
      frontier.clear();
      relaxAll(freeRow, 0);
      while (true) {
        Reached nearest = frontier.remove();
        int column = nearest.column();
        if (settled[column] || nearest.distance() > distance[column]) {
          continue;
        }
        if (rowOfColumn[column] == NONE) {
          adjustDuals(freeRow, nearest.distance());
          flip(column, freeRow);
          forgetDistances();
          return;
        }
        settled[column] = true;
        relaxAll(rowOfColumn[column], nearest.distance());
      }
    }

    private void relaxAll(int row, long base) {
      for (int pair = costs.rowStart(row); pair < costs.rowStart(row + 1); pair++) {
        int column = costs.column(pair);
        relax(row, column, base + costs.cost(pair) - u[row] - v[column]);
      }
      relax(row, realColumns + row, base + nobody - u[row]);
    }

    private void relax(int row, int column, long candidate) {
      if (candidate < distance[column]) {
        if (distance[column] == Long.MAX_VALUE) {
          touched[touchedCount++] = column;
        }
        distance[column] = candidate;
        cameFrom[column] = row;
        frontier.add(new Reached(column, candidate));
      }
    }

    /** Keeps reduced costs non-negative, and at 0 along the path found. */
    private void adjustDuals(int freeRow, long pathLength) {
      u[freeRow] += pathLength;
      for (int i = 0; i < touchedCount; i++) {
        int column = touched[i];
        if (settled[column]) {
          long slack = pathLength - distance[column];
          v[column] -= slack;
          u[rowOfColumn[column]] += slack;
        }
      }
    }

    private void flip(int freeColumn, int freeRow) {
      int column = freeColumn;
      while (true) {
        int row = cameFrom[column];
        int next = columnOfRow[row];
        columnOfRow[row] = column;
        rowOfColumn[column] = row;
        if (row == freeRow) {
          return;
        }
        column = next;
      }
    }

    private void forgetDistances() {
      for (int i = 0; i < touchedCount; i++) {
        distance[touched[i]] = Long.MAX_VALUE;
        settled[touched[i]] = false;
      }
    }
  }
}

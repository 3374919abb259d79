package io.kerb.dispatch.matching;

import java.util.Arrays;
import java.util.Optional;

/**
 * As many rows as possible, at the least total cost: the algorithm of Jonker and Volgenant ("A
 * shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing
 * 38, 1987) for sparse and rectangular instances.
 *
 * <p>Its steps: each row takes its cheapest column if that is free; rows left over displace others
 * at the price that makes the loser indifferent (augmenting row reduction, bounded); whoever is
 * still left searches the cheapest augmenting path (Dijkstra over reduced costs). Each row may also
 * stay alone, at a cost dearer than any path of real pairs; so each search ends, and leaving a row
 * out is the last resort.
 *
 * <p>The invariants are those of the dual: each pair's reduced cost {@code cost - u[row] -
 * v[column]} is 0 or more, and 0 on assigned pairs; {@code v} is 0 on free columns and never more.
 * With them each path found is the cheapest, and the whole is optimal. Columns that nobody has yet
 * keep the price 0, which is why the paper's column reduction is left out: it is right on square
 * instances only.
 *
 * <p>With R rows and P pairs it takes O(R · P log P) at worst; windows are local, and a search
 * usually ends after a few pairs. An auction was not taken: on rectangular instances its usual form
 * is not optimal. Ties go by number: the same window gives the same answer on every replay.
 */
public final class ShortestPathAssignment implements Assignment {
  /** Displacements per row, on average, before the searches take over: prices may rise slowly. */
  private static final int DISPLACEMENTS_PER_ROW = 4;

  /** Rows and columns between two looks at the deadline: much less than a millisecond. */
  private static final int STEPS_BETWEEN_LOOKS = 64;

  @Override
  public int[] assign(SparseCosts costs) {
    return assignBefore(Deadline.NEVER, costs).orElseThrow();
  }

  /** Empty if the deadline passed before the answer was found. */
  Optional<int[]> assignBefore(Deadline deadline, SparseCosts costs) {
    Search search = new Search(costs, deadline);
    return search.solve() ? Optional.of(search.columnOfRow) : Optional.empty();
  }

  private static final class Search {
    private final SparseCosts costs;
    private final Deadline deadline;
    private final long alone;
    private final long[] u;
    private final long[] v;
    private final int[] columnOfRow;
    private final int[] rowOfColumn;

    private final ColumnHeap frontier;
    private final int[] cameFrom;
    private final int[] settled;
    private int settledCount;
    private int steps;
    private boolean late;

    Search(SparseCosts costs, Deadline deadline) {
      this.costs = costs;
      this.deadline = deadline;
      this.alone = dearerThanAnyPath(costs);
      this.u = new long[costs.rows()];
      this.v = new long[costs.columns()];
      this.columnOfRow = new int[costs.rows()];
      this.rowOfColumn = new int[costs.columns()];
      this.frontier = new ColumnHeap(costs.columns());
      this.cameFrom = new int[costs.columns()];
      this.settled = new int[costs.columns()];
      Arrays.fill(columnOfRow, NONE);
      Arrays.fill(rowOfColumn, NONE);
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

    /** Returns false if it was given up; what is assigned so far is then of no use. */
    boolean solve() {
      int[] waiting = new int[costs.rows()];
      int count = takeFree(waiting);
      count = displace(waiting, count);
      for (int i = 0; i < count && !late; i++) {
        augment(waiting[i]);
      }
      return !late;
    }

    private boolean isLate() {
      if (!late && steps++ % STEPS_BETWEEN_LOOKS == 0) {
        late = deadline.hasPassed();
      }
      return late;
    }

    /** Gives each row its cheapest column while that is free; returns how many rows wait. */
    private int takeFree(int[] waiting) {
      int count = 0;
      for (int row = 0; row < costs.rows(); row++) {
        int best = NONE;
        long least = alone;
        for (int pair = costs.rowStart(row); pair < costs.rowStart(row + 1); pair++) {
          if (costs.cost(pair) < least) {
            least = costs.cost(pair);
            best = costs.column(pair);
          }
        }
        u[row] = least;
        if (best != NONE && rowOfColumn[best] == NONE) {
          join(row, best);
        } else if (best != NONE) {
          waiting[count++] = row;
        }
      }
      return count;
    }

    /**
     * A waiting row takes its cheapest column and lowers that column's price to what its second
     * choice costs; who had it waits in its place. Returns how many wait in the end.
     */
    private int displace(int[] waiting, int count) {
      int left = 0;
      long budget = (long) count * DISPLACEMENTS_PER_ROW;
      for (int i = 0; i < count; i++) {
        int row = waiting[i];
        while (row != NONE && budget-- > 0 && !isLate()) {
          row = displaceOnce(row);
        }
        if (row != NONE) {
          waiting[left++] = row;
        }
      }
      return left;
    }

    /** Returns the row that is without a column now, or {@link #NONE}. */
    private int displaceOnce(int row) {
      int best = NONE;
      long least = alone;
      long second = alone;
      for (int pair = costs.rowStart(row); pair < costs.rowStart(row + 1); pair++) {
        int column = costs.column(pair);
        long reduced = costs.cost(pair) - v[column];
        if (reduced < second) {
          if (reduced < least || (reduced == least && rowOfColumn[column] == NONE)) {
            second = least;
            least = reduced;
            best = column;
          } else {
            second = reduced;
          }
        }
      }
      if (best == NONE) {
        u[row] = alone;
        return NONE;
      }
      int loser = rowOfColumn[best];
      if (loser == NONE) {
        u[row] = least;
      } else {
        u[row] = second;
        v[best] -= second - least;
        columnOfRow[loser] = NONE;
      }
      join(row, best);
      return loser;
    }

    private void join(int row, int column) {
      columnOfRow[row] = column;
      rowOfColumn[column] = row;
    }

    /**
     * Dijkstra over reduced costs from a waiting row to the nearest end: a free column, or alone.
     */
    private void augment(int start) {
      u[start] = cheapest(start);
      settledCount = 0;
      long end = alone - u[start];
      int loner = start;
      relaxAll(start, 0);
      while (!frontier.isEmpty() && frontier.leastDistance() < end) {
        if (isLate()) {
          return;
        }
        int column = frontier.removeNearest();
        int row = rowOfColumn[column];
        if (row == NONE) {
          adjustDuals(start, frontier.distance(column));
          flip(column, start);
          frontier.clear();
          return;
        }
        settled[settledCount++] = column;
        long here = frontier.distance(column);
        if (here + alone - u[row] < end) {
          end = here + alone - u[row];
          loner = row;
        }
        relaxAll(row, here);
      }
      adjustDuals(start, end);
      leaveAlone(loner, start);
      frontier.clear();
    }

    /** The dual with which none of the row's pairs has a negative reduced cost. */
    private long cheapest(int row) {
      long least = alone;
      for (int pair = costs.rowStart(row); pair < costs.rowStart(row + 1); pair++) {
        least = Math.min(least, costs.cost(pair) - v[costs.column(pair)]);
      }
      return least;
    }

    private void relaxAll(int row, long base) {
      for (int pair = costs.rowStart(row); pair < costs.rowStart(row + 1); pair++) {
        int column = costs.column(pair);
        if (frontier.lower(column, base + costs.cost(pair) - u[row] - v[column])) {
          cameFrom[column] = row;
        }
      }
    }

    /** Keeps reduced costs non-negative, and at 0 along the path found. */
    private void adjustDuals(int start, long pathLength) {
      u[start] += pathLength;
      for (int i = 0; i < settledCount; i++) {
        int column = settled[i];
        long slack = pathLength - frontier.distance(column);
        v[column] -= slack;
        u[rowOfColumn[column]] += slack;
      }
    }

    private void leaveAlone(int loner, int start) {
      if (loner == start) {
        return;
      }
      int column = columnOfRow[loner];
      columnOfRow[loner] = NONE;
      flip(column, start);
    }

    private void flip(int last, int start) {
      int column = last;
      while (true) {
        int row = cameFrom[column];
        int next = columnOfRow[row];
        join(row, column);
        if (row == start) {
          return;
        }
        column = next;
      }
    }
  }
}

package io.kerb.dispatch.matching;

/** Gives each row at most one column, and each column to at most one row. */
public interface Assignment {
  /** The mark of a row that got none. */
  int NONE = -1;

  /** The column of each row, or {@link #NONE}. */
  int[] assign(SparseCosts costs);
}

package io.kerb.location.index;

import java.util.List;

/** What is in these cells? */
public interface CellReader {

  /**
   * Reads cells of {@link SupplyCells#LEVEL}. Never throws for an engine's sake: what could not be
   * read makes the reading incomplete.
   */
  Reading read(long[] cells);

  /**
   * What was found.
   *
   * @param entries a driver who is just moving may be in two cells
   * @param complete false if a shard did not answer
   */
  record Reading(List<SupplyEntry> entries, boolean complete) {}
}

package io.kerb.location.index;

import java.util.List;

/** What is in these cells? */
public interface CellReader {

  /**
   * Reads cells of {@link SupplyCells#LEVEL}; one content per cell, in their order. Never throws
   * for an engine's sake: what could not be read is {@link Content.Unread}.
   */
  List<Content> read(long[] cells);

  /** What is known of a cell. */
  sealed interface Content {
    /**
     * @param entries a driver who is just moving may be in two cells
     */
    record Read(List<SupplyEntry> entries) implements Content {}

    /** Its shard did not answer. */
    record Unread() implements Content {}
  }
}

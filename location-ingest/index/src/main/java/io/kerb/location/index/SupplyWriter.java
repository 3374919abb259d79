package io.kerb.location.index;

import java.util.List;
import java.util.Set;

/** The write side of the index. */
public interface SupplyWriter {

  /**
   * Writes a batch and waits for the shards, all at once; returns what did not reach its shard, to
   * be written again. What timed out may or may not have been applied. At most one write per driver
   * and cell in a batch: their order is not kept.
   */
  List<SupplyWrite> write(List<SupplyWrite> batch);

  /**
   * Shards that were connected anew since the last call: what they held may be lost, so write it
   * again. Includes every shard after the start.
   */
  Set<Integer> takeReconnected();

  /** The shard that a cell is on. */
  int shardOf(long cell);
}

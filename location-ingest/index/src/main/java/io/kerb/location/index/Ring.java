package io.kerb.location.index;

import com.google.common.hash.Hashing;

/**
 * Which shard holds a cell: its coarse parent is hashed into a fixed number of buckets, and the
 * versioned table says where the bucket is.
 *
 * <p>Consistent hashing straight onto the shards was rejected: Guava's is a jump hash, from which
 * only the last shard can leave.
 */
public final class Ring {
  public static final int BUCKETS = 1024;

  private final BucketTable table;

  public Ring(BucketTable table) {
    this.table = table;
  }

  public int shardOf(long cell) {
    return table.shardOf(bucketOf(cell));
  }

  public BucketTable table() {
    return table;
  }

  /** The same for all cells of one coarse parent, for ever. */
  public static int bucketOf(long cell) {
    return Hashing.consistentHash(mix(SupplyCells.parent(cell, SupplyCells.RING_LEVEL)), BUCKETS);
  }

  /** Neighbouring cells differ in few bits: spread them (the finaliser of MurmurHash3). */
  private static long mix(long value) {
    long h = value;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}

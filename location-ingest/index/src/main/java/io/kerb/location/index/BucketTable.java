package io.kerb.location.index;

import java.util.Arrays;

/**
 * Which shard holds which bucket of the ring; immutable, every change makes the next version.
 *
 * <p>The number of buckets never changes, so cells never change their bucket: growing or draining
 * moves whole buckets, and only as many as the balance needs.
 */
public final class BucketTable {
  private final int version;
  private final int shards;
  private final int[] shardOf;

  private BucketTable(int version, int shards, int[] shardOf) {
    this.version = version;
    this.shards = shards;
    this.shardOf = shardOf;
  }

  /** Version 1: the buckets dealt out in turn to shards 0 to {@code shards - 1}. */
  public static BucketTable even(int shards) {
    if (shards < 1 || shards > Ring.BUCKETS) {
      throw new IllegalArgumentException(
          "a ring needs 1 to " + Ring.BUCKETS + " shards, but was given " + shards);
    }
    int[] shardOf = new int[Ring.BUCKETS];
    Arrays.setAll(shardOf, bucket -> bucket % shards);
    return new BucketTable(1, shards, shardOf);
  }

  public int version() {
    return version;
  }

  public int shards() {
    return shards;
  }

  public int shardOf(int bucket) {
    return shardOf[bucket];
  }

  /** The next version, with one shard more, which takes its share and nothing else moves. */
  public BucketTable withShardAdded() {
    int[] next = shardOf.clone();
    int[] load = loads();
    int share = Ring.BUCKETS / (shards + 1);
    for (int taken = 0; taken < share; taken++) {
      int giver = fullest(load);
      next[lastBucketOf(next, giver)] = shards;
      load[giver]--;
    }
    return new BucketTable(version + 1, shards + 1, next);
  }

  /** The next version, in which a shard holds nothing; only its own buckets move. */
  public BucketTable withShardDrained(int shard) {
    if (shards == 1 || shard < 0 || shard >= shards) {
      throw new IllegalArgumentException(
          "cannot drain shard " + shard + " of " + shards + "; maybe it is the only one");
    }
    int[] next = shardOf.clone();
    int[] load = loads();
    for (int bucket = 0; bucket < next.length; bucket++) {
      if (next[bucket] == shard) {
        int taker = emptiestBut(load, shard);
        next[bucket] = taker;
        load[taker]++;
      }
    }
    return new BucketTable(version + 1, shards, next);
  }

  private int[] loads() {
    int[] load = new int[shards];
    for (int shard : shardOf) {
      load[shard]++;
    }
    return load;
  }

  private static int fullest(int[] load) {
    int fullest = 0;
    for (int shard = 1; shard < load.length; shard++) {
      if (load[shard] > load[fullest]) {
        fullest = shard;
      }
    }
    return fullest;
  }

  private static int emptiestBut(int[] load, int drained) {
    int emptiest = -1;
    for (int shard = 0; shard < load.length; shard++) {
      if (shard != drained && (emptiest < 0 || load[shard] < load[emptiest])) {
        emptiest = shard;
      }
    }
    return emptiest;
  }

  private static int lastBucketOf(int[] table, int shard) {
    for (int bucket = table.length - 1; bucket >= 0; bucket--) {
      if (table[bucket] == shard) {
        return bucket;
      }
    }
    throw new IllegalStateException("shard " + shard + " holds no bucket");
  }
}

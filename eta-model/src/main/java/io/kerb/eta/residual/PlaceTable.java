package io.kerb.eta.residual;

/**
 * Sums and counts by key, in flat arrays with open addressing: a lookup touches one cache line or
 * two, and the arrays are the artifact's own.
 */
public final class PlaceTable implements PlaceSums {
  /** Groups in one table: 64 MB at the bound. */
  public static final int GROUPS_MAX = 2_000_000;

  private static final long EMPTY = 0;
  private static final int SLOTS_MIN = 16;

  private long[] keys = new long[SLOTS_MIN];
  private float[] sums = new float[SLOTS_MIN];
  private float[] counts = new float[SLOTS_MIN];
  private int size;

  /**
   * Adds to a group. Beyond {@link #GROUPS_MAX} groups a new one is left out: its drives are then
   * answered by the coarser group.
   */
  public void add(long key, double sum, double count) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    int slot = slot(key);
    if (keys[slot] == EMPTY) {
      if (size == GROUPS_MAX) {
        return;
      }
      keys[slot] = key;
      size++;
    }
    sums[slot] += (float) sum;
    counts[slot] += (float) count;
  }

  @Override
  public double shrunk(long key, double coarser) {
    int slot = slot(key);
    return keys[slot] == EMPTY ? coarser : PlaceSums.shrunk(sums[slot], counts[slot], coarser);
  }

  public double sum(long key) {
    return sums[slot(key)];
  }

  public double count(long key) {
    return counts[slot(key)];
  }

  public int size() {
    return size;
  }

  /** Without the groups of fewer drives, which say next to nothing and are most of the table. */
  public PlaceTable withAtLeast(double countMin) {
    PlaceTable kept = new PlaceTable();
    forEach(
        (key, sum, count) -> {
          if (count >= countMin) {
            kept.add(key, sum, count);
          }
        });
    return kept;
  }

  /** Every group once, in no order. */
  void forEach(Group group) {
    for (int slot = 0; slot < keys.length; slot++) {
      if (keys[slot] != EMPTY) {
        group.accept(keys[slot], sums[slot], counts[slot]);
      }
    }
  }

  /** One group of the table. */
  @FunctionalInterface
  interface Group {
    void accept(long key, float sum, float count);
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) (key ^ (key >>> 32)) & mask;
    while (keys[slot] != EMPTY && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    float[] oldSums = sums;
    float[] oldCounts = counts;
    keys = new long[2 * oldKeys.length];
    sums = new float[keys.length];
    counts = new float[keys.length];
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldKeys[old] != EMPTY) {
        int slot = slot(oldKeys[old]);
        keys[slot] = oldKeys[old];
        sums[slot] = oldSums[old];
        counts[slot] = oldCounts[old];
      }
    }
  }
}

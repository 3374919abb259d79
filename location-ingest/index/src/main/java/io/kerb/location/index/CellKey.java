package io.kerb.location.index;

import java.nio.ByteBuffer;

/** How cells and drivers are named in Redis: nine bytes, and eight. */
public final class CellKey {
  public static final int BYTES = 9;
  private static final byte PREFIX = 'c';

  private CellKey() {}

  /** The key of a cell's hash: 'c' and the cell's id, big-endian. */
  public static byte[] encode(long cell) {
    return ByteBuffer.allocate(BYTES).put(PREFIX).putLong(cell).array();
  }

  /** Whether a key found in a shard is a cell of ours. */
  public static boolean isCell(byte[] key) {
    return key.length == BYTES && key[0] == PREFIX;
  }

  public static long decode(byte[] key) {
    if (!isCell(key)) {
      throw new IllegalArgumentException("not a cell's key: " + key.length + " bytes");
    }
    return ByteBuffer.wrap(key).getLong(1);
  }

  /** The field of a driver within a cell's hash: the id, big-endian. */
  public static byte[] field(long driver) {
    return ByteBuffer.allocate(Long.BYTES).putLong(driver).array();
  }
}

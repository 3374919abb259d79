package io.kerb.trip.adapter.cassandra;

import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Work lists are cut into this many partitions, so that none of them grows hot or large. Stored:
 * fewer buckets would hide rows.
 */
final class Buckets {
  private static final int COUNT = 16;

  private Buckets() {}

  static int of(UUID id) {
    return Math.floorMod(id.getLeastSignificantBits(), COUNT);
  }

  static IntStream all() {
    return IntStream.range(0, COUNT);
  }
}

package io.kerb.location.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.geometry.S2CellId;
import io.kerb.location.api.LatLng;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RingTest {
  private static final int PARENTS = 100_000;

  @Test
  void cellsOfOneCoarseParentShareAShard() {
    Ring ring = new Ring(BucketTable.even(3));
    S2CellId parent =
        S2CellId.fromLatLng(new LatLng(37.77, -122.42).toS2()).parent(SupplyCells.RING_LEVEL);
    S2CellId end = parent.childEnd(SupplyCells.LEVEL);
    S2CellId cell = parent.childBegin(SupplyCells.LEVEL);
    while (!cell.equals(end)) {
      assertThat(ring.shardOf(cell.id())).isEqualTo(ring.shardOf(parent.id()));
      cell = cell.next();
    }
  }

  @Test
  void shardsShareTheWorldEvenly() {
    Ring ring = new Ring(BucketTable.even(3));
    int[] load = new int[3];
    parents().forEach(parent -> load[ring.shardOf(parent)]++);
    for (int shard = 0; shard < 3; shard++) {
      assertThat(load[shard]).isBetween(PARENTS * 30 / 100, PARENTS * 37 / 100);
    }
  }

  @Test
  void aFourthShardTakesAQuarterAndNothingElseMoves() {
    BucketTable three = BucketTable.even(3);
    BucketTable four = three.withShardAdded();
    Ring before = new Ring(three);
    Ring after = new Ring(four);
    long[] moved =
        parents().filter(parent -> before.shardOf(parent) != after.shardOf(parent)).toArray();
    assertThat(Arrays.stream(moved).map(after::shardOf)).containsOnly(3L);
    assertThat(moved.length / (double) PARENTS).isBetween(0.23, 0.27);
    assertThat(four.version()).isEqualTo(three.version() + 1);
  }

  @Test
  void drainingAShardMovesOnlyWhatItHeld() {
    BucketTable three = BucketTable.even(3);
    BucketTable drained = three.withShardDrained(1);
    for (int bucket = 0; bucket < Ring.BUCKETS; bucket++) {
      assertThat(drained.shardOf(bucket)).isNotEqualTo(1);
      if (three.shardOf(bucket) != 1) {
        assertThat(drained.shardOf(bucket)).isEqualTo(three.shardOf(bucket));
      }
    }
  }

  @Test
  void theLastShardCannotBeDrained() {
    BucketTable one = BucketTable.even(1);
    assertThatThrownBy(() -> one.withShardDrained(0)).hasMessageContaining("only one");
  }

  @Test
  void aCellsBucketNeverChanges() {
    // Written down: with another value a new version would not find what an old one wrote.
    assertThat(Ring.bucketOf(SupplyCells.of(new LatLng(37.77, -122.42)))).isEqualTo(287);
  }

  private static LongStream parents() {
    Random random = new Random(12);
    return LongStream.generate(() -> SupplyCells.parent(random.nextLong(), SupplyCells.RING_LEVEL))
        .limit(PARENTS);
  }
}

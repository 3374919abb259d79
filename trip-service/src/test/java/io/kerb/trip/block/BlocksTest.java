package io.kerb.trip.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.trip.sample.SampleTrips;
import io.kerb.trip.store.Block;
import io.kerb.trip.store.Block.Side;
import io.kerb.trip.store.BlockRows;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BlocksTest {
  private static final RiderId RIDER = new RiderId(7);
  private static final DriverId DRIVER = new DriverId(42);

  private final Rows rows = new Rows();
  private final Blocks blocks = new Blocks(rows, Clock.fixed(SampleTrips.T0, ZoneOffset.UTC));

  @Test
  void each_side_sees_whom_it_blocks_and_a_request_sees_both() {
    blocks.block(RIDER, DRIVER, Side.RIDER);
    blocks.block(RIDER, new DriverId(5), Side.DRIVER);

    assertThat(blocks.listOwn(RIDER)).extracting(Block::driver).containsExactly(DRIVER);
    assertThat(blocks.listOwn(DRIVER)).isEmpty();
    assertThat(blocks.listOwn(new DriverId(5))).extracting(Block::rider).containsExactly(RIDER);
    assertThat(blocks.listBlocked(RIDER)).containsExactly(new DriverId(5), DRIVER);
  }

  @Test
  void a_pair_stays_apart_until_neither_side_wants_it() {
    blocks.block(RIDER, DRIVER, Side.RIDER);
    blocks.block(RIDER, DRIVER, Side.DRIVER);
    assertThat(blocks.listBlocked(RIDER)).containsExactly(DRIVER);

    blocks.lift(RIDER, DRIVER, Side.RIDER);
    assertThat(blocks.listBlocked(RIDER)).containsExactly(DRIVER);
    blocks.lift(RIDER, DRIVER, Side.DRIVER);
    assertThat(blocks.listBlocked(RIDER)).isEmpty();
  }

  @Test
  void repeats_change_nothing() {
    blocks.block(RIDER, DRIVER, Side.RIDER);
    blocks.block(RIDER, DRIVER, Side.RIDER);
    blocks.lift(RIDER, new DriverId(5), Side.RIDER);
    assertThat(rows.changes).hasSize(1);
  }

  @Test
  void an_operator_lifts_both_sides_and_is_noted() {
    blocks.block(RIDER, DRIVER, Side.RIDER);
    blocks.block(RIDER, DRIVER, Side.DRIVER);
    blocks.liftAll(RIDER, DRIVER, "operator:ann");

    assertThat(blocks.listAll(RIDER)).isEmpty();
    assertThat(blocks.listAll(DRIVER)).isEmpty();
    assertThat(rows.changes)
        .extracting(BlockRows.Change::actor)
        .containsExactly("rider", "driver", "operator:ann", "operator:ann");
  }

  @Test
  void nobody_blocks_more_than_the_bound() {
    for (int id = 1; id <= Blocks.OWN_MAX; id++) {
      assertThat(blocks.block(RIDER, new DriverId(id), Side.RIDER)).isEqualTo(Blocks.Outcome.DONE);
      assertThat(blocks.block(new RiderId(id), DRIVER, Side.DRIVER)).isEqualTo(Blocks.Outcome.DONE);
    }
    assertThat(blocks.block(RIDER, new DriverId(999), Side.RIDER))
        .isEqualTo(Blocks.Outcome.OWN_LIST_FULL);
    assertThat(blocks.block(new RiderId(999), DRIVER, Side.DRIVER))
        .isEqualTo(Blocks.Outcome.OWN_LIST_FULL);
    // What is on the full list already can be repeated; and others may still block the rider.
    assertThat(blocks.block(RIDER, new DriverId(1), Side.RIDER)).isEqualTo(Blocks.Outcome.DONE);
    assertThat(blocks.block(RIDER, new DriverId(999), Side.DRIVER)).isEqualTo(Blocks.Outcome.DONE);
  }

  @Test
  void no_more_drivers_are_kept_from_a_rider_than_a_trip_can_carry() {
    for (int id = 1; id <= Blocks.OF_RIDER_MAX; id++) {
      blocks.block(RIDER, new DriverId(id), Side.DRIVER);
    }
    assertThat(blocks.block(RIDER, new DriverId(9_999), Side.DRIVER))
        .isEqualTo(Blocks.Outcome.RIDERS_PAIRS_FULL);
    assertThat(blocks.listBlocked(RIDER)).hasSize(Blocks.OF_RIDER_MAX);
  }

  private static final class Rows implements BlockRows {
    private final List<Block> pairs = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    @Override
    public void apply(Change change) {
      pairs.removeIf(change.block()::isSame);
      if (change.kind() == Change.Kind.BLOCKED) {
        pairs.add(change.block());
      }
      changes.add(change);
    }

    @Override
    public List<Block> listByRider(RiderId rider, int limit) {
      return pairs.stream().filter(pair -> pair.rider().equals(rider)).limit(limit).toList();
    }

    @Override
    public List<Block> listByDriver(DriverId driver, int limit) {
      return pairs.stream().filter(pair -> pair.driver().equals(driver)).limit(limit).toList();
    }

    @Override
    public List<Block> listOwn(DriverId driver, int limit) {
      return listByDriver(driver, Integer.MAX_VALUE).stream()
          .filter(pair -> pair.by() == Side.DRIVER)
          .limit(limit)
          .toList();
    }

    @Override
    public List<Change> listChanges(RiderId rider, int limit) {
      return changes.stream()
          .filter(change -> change.block().rider().equals(rider))
          .sorted(Comparator.comparing(Change::at).reversed())
          .limit(limit)
          .toList();
    }
  }
}

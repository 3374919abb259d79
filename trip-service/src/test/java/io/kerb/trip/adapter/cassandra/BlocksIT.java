package io.kerb.trip.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.assign.AssignDriver;
import io.kerb.trip.block.Blocks;
import io.kerb.trip.change.Outcome;
import io.kerb.trip.sample.TripStack;
import io.kerb.trip.store.Block;
import io.kerb.trip.store.Block.Side;
import io.kerb.trip.store.BlockRows.Change;
import io.kerb.trip.store.BlockRows.Change.Kind;
import io.kerb.trip.wiring.TripService;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Blocked pairs on real Cassandra, from the block to the refused accept. */
final class BlocksIT {
  private static TripStack stack;
  private static TripService service;

  private final RiderId rider = new RiderId(ThreadLocalRandom.current().nextLong(1, 1L << 50));
  private final DriverId driver = new DriverId(ThreadLocalRandom.current().nextLong(1, 1L << 50));
  private final DriverId other = new DriverId(driver.value() + 1);
  private final Blocks blocks = service.blocks();

  @BeforeAll
  static void start() throws InterruptedException {
    stack = TripStack.shared();
    service = stack.service();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void a_request_freezes_the_pairs_of_both_sides_and_a_later_block_does_not_count() {
    blocks.block(rider, driver, Side.RIDER);
    blocks.block(rider, other, Side.DRIVER);
    TripId id = stack.request(service, rider);
    DriverId late = new DriverId(driver.value() + 2);
    blocks.block(rider, late, Side.DRIVER);

    Trip trip = service.reader().findTrip(id).orElseThrow();
    assertThat(trip.ride().blocked()).containsExactly(driver, other);
    assertThat(accept(driver, id)).isInstanceOf(Outcome.Refused.class);
    assertThat(accept(late, id)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void what_is_lifted_is_gone_and_who_lifted_it_is_kept() {
    blocks.block(rider, driver, Side.RIDER);
    blocks.block(rider, driver, Side.DRIVER);
    assertThat(blocks.listAll(driver)).hasSize(2);
    assertThat(blocks.listOwn(rider)).extracting(Block::driver).containsExactly(driver);
    assertThat(blocks.listOwn(driver)).extracting(Block::rider).containsExactly(rider);

    blocks.liftAll(rider, driver, "operator:ann");

    assertThat(blocks.listAll(rider)).isEmpty();
    assertThat(blocks.listAll(driver)).isEmpty();
    assertThat(blocks.listChanges(rider))
        .filteredOn(change -> change.kind() == Kind.LIFTED)
        .hasSize(2)
        .extracting(Change::actor)
        .containsOnly("operator:ann");
    assertThat(service.requests().request(stack.newRequest(rider)))
        .isInstanceOfSatisfying(
            io.kerb.trip.request.RequestOutcome.Created.class,
            created -> assertThat(created.trip().ride().blocked()).isEmpty());
  }

  private static Outcome accept(DriverId driver, TripId trip) {
    return ((AssignDriver.Answered) service.assign().accept(driver, trip, 1, "offer", ""))
        .outcome();
  }
}

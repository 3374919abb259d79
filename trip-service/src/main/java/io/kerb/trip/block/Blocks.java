package io.kerb.trip.block;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.trip.request.BlockedDrivers;
import io.kerb.trip.store.Block;
import io.kerb.trip.store.Block.Side;
import io.kerb.trip.store.BlockRows;
import io.kerb.trip.store.BlockRows.Change;
import io.kerb.trip.store.BlockRows.Change.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Who is not to meet whom. A request freezes its rider's pairs: a block concerns the next request,
 * not one that is under way or booked.
 *
 * <p>Each side has its own say: a pair is free again when neither blocks it. Blocking twice, or
 * lifting what is not there, changes nothing. The bounds are read before they are written to, so
 * two calls of one person at the same moment may pass them by one.
 */
public final class Blocks implements BlockedDrivers {
  /** Most people that one person blocks. */
  public static final int OWN_MAX = 200;

  /** Most pairs of one rider, whoever blocked; each of them is frozen into each of their trips. */
  public static final int OF_RIDER_MAX = 1_000;

  /** Most changes shown. */
  public static final int CHANGES_MAX = 200;

  private final BlockRows rows;
  private final Clock clock;

  public Blocks(BlockRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** What a block came to. */
  public enum Outcome {
    DONE,
    /** The list of who blocks is full. */
    OWN_LIST_FULL,
    /** As many drivers as possible are kept from this rider: a matter for an operator. */
    RIDERS_PAIRS_FULL
  }

  public Outcome block(RiderId rider, DriverId driver, Side by) {
    Block wanted = new Block(rider, driver, by, now());
    List<Block> pairs = rows.listByRider(rider, OF_RIDER_MAX);
    if (pairs.stream().anyMatch(wanted::isSame)) {
      return Outcome.DONE;
    }
    if (own(wanted, pairs) >= OWN_MAX) {
      return Outcome.OWN_LIST_FULL;
    }
    if (pairs.size() >= OF_RIDER_MAX) {
      return Outcome.RIDERS_PAIRS_FULL;
    }
    rows.apply(new Change(wanted, Kind.BLOCKED, text(by), wanted.at()));
    return Outcome.DONE;
  }

  private long own(Block wanted, List<Block> pairsOfRider) {
    return wanted.by() == Side.DRIVER
        ? rows.listOwn(wanted.driver(), OWN_MAX).size()
        : pairsOfRider.stream().filter(pair -> pair.by() == Side.RIDER).count();
  }

  /** Takes back what this side said. */
  public void lift(RiderId rider, DriverId driver, Side by) {
    lift(rider, driver, Optional.of(by), text(by));
  }

  /**
   * Takes back what either side said.
   *
   * @param actor who does it, for the audit
   */
  public void liftAll(RiderId rider, DriverId driver, String actor) {
    lift(rider, driver, Optional.empty(), actor);
  }

  private void lift(RiderId rider, DriverId driver, Optional<Side> by, String actor) {
    Instant now = now();
    for (Block pair : rows.listByRider(rider, OF_RIDER_MAX)) {
      if (pair.driver().equals(driver) && by.map(pair.by()::equals).orElse(true)) {
        rows.apply(new Change(pair, Kind.LIFTED, actor, now));
      }
    }
  }

  /** In the order of their ids; each once. */
  @Override
  public List<DriverId> listBlocked(RiderId rider) {
    return rows.listByRider(rider, OF_RIDER_MAX).stream()
        .map(Block::driver)
        .map(DriverId::value)
        .distinct()
        .sorted()
        .map(DriverId::new)
        .toList();
  }

  /** Whom the rider blocks; not who blocks the rider. */
  public List<Block> listOwn(RiderId rider) {
    return rows.listByRider(rider, OF_RIDER_MAX).stream()
        .filter(pair -> pair.by() == Side.RIDER)
        .toList();
  }

  /** Whom the driver blocks; not who blocks the driver. */
  public List<Block> listOwn(DriverId driver) {
    return rows.listOwn(driver, OWN_MAX);
  }

  /** For operators: both sides. */
  public List<Block> listAll(RiderId rider) {
    return rows.listByRider(rider, OF_RIDER_MAX);
  }

  /** For operators: both sides; of a driver whom very many riders block, the first thousand. */
  public List<Block> listAll(DriverId driver) {
    return rows.listByDriver(driver, OF_RIDER_MAX);
  }

  /** For operators: who changed the rider's pairs in the last year, newest first. */
  public List<Change> listChanges(RiderId rider) {
    return rows.listChanges(rider, CHANGES_MAX);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String text(Side side) {
    return side == Side.RIDER ? "rider" : "driver";
  }
}

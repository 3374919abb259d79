package io.kerb.location.supply;

import io.kerb.location.gate.SessionOrder;
import io.kerb.location.gate.SessionOrder.Place;
import io.kerb.location.index.SupplyCells;
import io.kerb.location.index.SupplyRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One driver in the indexer's memory: newest ping, duty, and the cells that may hold them. */
final class LiveDriver {
  private static final long NO_CELL = 0;
  private static final long UNSIGNED_INT_MASK = 0xFFFF_FFFFL;

  /** Instead of a time of leaving: the cell holds the driver, or may. */
  private static final Instant HELD = Instant.MAX;

  final long id;
  final int partition;

  /** Whether the index does not yet say what is known here. */
  boolean dirty;

  /** The cells that may hold the driver, and from when on each is to be left. */
  private final Map<Long, Instant> cells = new HashMap<>(2);

  private SessionOrder order;
  private SeenPing ping;
  private SeenDuty duty;

  LiveDriver(long id, int partition) {
    this.id = id;
    this.partition = partition;
  }

  /** Returns whether the position was taken. */
  boolean take(SeenPing seen) {
    if (!advance(seen) || seen.backlog()) {
      return false;
    }
    // Whoever had this partition before may have written the driver to the cell it passes here.
    if (ping != null && cell(ping) != cell(seen)) {
      cells.putIfAbsent(cell(ping), HELD);
    }
    ping = seen;
    return true;
  }

  private boolean advance(SeenPing seen) {
    if (order == null) {
      order = SessionOrder.startingWith(seen.session(), seen.sequence());
      return true;
    }
    Place place = order.placeOf(seen.session(), seen.sequence());
    if (place == Place.DUPLICATE || place == Place.STALE) {
      return false;
    }
    order = order.advance(seen.session(), seen.sequence());
    return true;
  }

  /** Returns whether it changes what the index should say. */
  boolean take(SeenDuty seen) {
    if (duty != null && duty.version() >= seen.version()) {
      return false;
    }
    duty = seen;
    return ping != null;
  }

  boolean isPlaced() {
    return ping != null;
  }

  boolean isSilentSince(long receivedAtMs) {
    return ping != null && ping.receivedAtMs() < receivedAtMs;
  }

  /** Whether nothing at all is known or left to do. */
  boolean isForgettable() {
    return ping == null && duty == null && cells.isEmpty();
  }

  /** The cell of the newest position. */
  long cell() {
    return cell(ping);
  }

  SupplyRecord record() {
    boolean dutyIsHere = duty != null && duty.marketPartition() == ping.marketPartition();
    return new SupplyRecord(
        ping.leafCell(),
        ping.receivedAtMs(),
        ping.session(),
        ping.sequence(),
        ping.trust(),
        ping.headingDeg(),
        dutyIsHere && duty.onDuty(),
        dutyIsHere && duty.engaged(),
        dutyIsHere ? duty.version() & UNSIGNED_INT_MASK : 0,
        dutyIsHere ? duty.productBits() : 0,
        ping.marketPartition());
  }

  /** A write into this cell is on its way: it may hold the driver from now on. */
  void writing(long cell) {
    cells.put(cell, HELD);
  }

  /** The cells to be left at {@code due}, now that a write into another has succeeded. */
  List<Long> leaveAllBut(long cell, Instant due) {
    List<Long> left = new ArrayList<>();
    cells.forEach(
        (held, leaving) -> {
          if (held != cell && leaving.equals(HELD)) {
            left.add(held);
          }
        });
    left.forEach(held -> leave(held, due));
    return left;
  }

  /** The driver went dark: every cell that may hold them is left; duty stays known. */
  List<Long> goDark(Instant due) {
    ping = null;
    order = null;
    dirty = false;
    return leaveAllBut(NO_CELL, due);
  }

  void leave(long cell, Instant due) {
    cells.put(cell, due);
  }

  /** False if the driver came back meanwhile, or the time was put off. */
  boolean isLeaving(long cell, Instant due) {
    return due.equals(cells.get(cell));
  }

  void left(long cell) {
    cells.remove(cell);
  }

  private static long cell(SeenPing ping) {
    return SupplyCells.ofLeaf(ping.leafCell());
  }
}

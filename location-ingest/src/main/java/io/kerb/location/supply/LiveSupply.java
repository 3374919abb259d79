package io.kerb.location.supply;

import io.kerb.location.index.SupplyWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * All drivers of the indexer's partitions, folded from the log; for one thread.
 *
 * <p>It coalesces: between two drains only the newest of a driver counts. So what waits while a
 * shard is down is bounded by the number of live drivers, however long it lasts.
 *
 * <p>A move is a put into the new cell, and {@link #GRACE} later a removal from the old one.
 * Without the grace a search that reads the new cell just before the put, and the old one just
 * after the removal, would miss the driver.
 */
public final class LiveSupply {
  /** Longer than a search takes from its first cell to its last. */
  public static final Duration GRACE = Duration.ofSeconds(1);

  /** A driver silent for so long leaves the index. */
  public static final Duration DARK = Duration.ofMinutes(5);

  private final Map<Long, LiveDriver> drivers = new HashMap<>();
  private final Queue<Long> dirty = new ArrayDeque<>();
  private final Queue<Removal> removals = new ArrayDeque<>();

  private record Removal(long driver, long cell, Instant due) {}

  public void take(SeenPing ping) {
    LiveDriver driver = driver(ping.driver(), ping.partition());
    if (driver.take(ping)) {
      soil(driver);
    }
  }

  public void take(SeenDuty duty) {
    LiveDriver driver = driver(duty.driver(), duty.partition());
    if (driver.take(duty)) {
      soil(driver);
    }
  }

  /**
   * The next writes; to be followed by {@link #settle}.
   *
   * @param max at most so many puts, and so many removals
   */
  public List<SupplyWrite> drain(Instant now, int max) {
    List<SupplyWrite> batch = new ArrayList<>();
    while (batch.size() < max && !dirty.isEmpty()) {
      LiveDriver driver = drivers.get(dirty.remove());
      if (driver != null && driver.dirty && driver.isPlaced()) {
        driver.dirty = false;
        driver.writing(driver.cell());
        batch.add(new SupplyWrite.Put(driver.id, driver.record()));
      }
    }
    for (int left = max; left > 0 && isRemovalDue(now); left--) {
      Removal removal = removals.remove();
      LiveDriver driver = drivers.get(removal.driver());
      if (driver != null && driver.isLeaving(removal.cell(), removal.due())) {
        batch.add(new SupplyWrite.Remove(removal.driver(), removal.cell()));
      }
    }
    return batch;
  }

  private boolean isRemovalDue(Instant now) {
    return !removals.isEmpty() && !removals.element().due().isAfter(now);
  }

  /**
   * What became of a drained batch.
   *
   * @param failed those that did not reach their shard: they come again with a later drain
   */
  public void settle(List<SupplyWrite> batch, Collection<SupplyWrite> failed, Instant now) {
    Set<SupplyWrite> missed = Set.copyOf(failed);
    for (SupplyWrite write : batch) {
      LiveDriver driver = drivers.get(write.driver());
      if (driver == null) {
        continue;
      }
      if (missed.contains(write)) {
        again(driver, write, now);
      } else {
        done(driver, write, now);
      }
    }
  }

  private void again(LiveDriver driver, SupplyWrite write, Instant now) {
    if (write instanceof SupplyWrite.Put) {
      soil(driver);
    } else {
      Instant due = now.plus(GRACE);
      driver.leave(write.cell(), due);
      removals.add(new Removal(driver.id, write.cell(), due));
    }
  }

  private void done(LiveDriver driver, SupplyWrite write, Instant now) {
    if (write instanceof SupplyWrite.Put) {
      Instant due = now.plus(GRACE);
      driver
          .leaveAllBut(write.cell(), due)
          .forEach(cell -> removals.add(new Removal(driver.id, cell, due)));
    } else {
      driver.left(write.cell());
      if (driver.isForgettable()) {
        drivers.remove(driver.id);
      }
    }
  }

  /** Writes drivers again whose cell was on a shard that may have lost them. */
  public void rewrite(LongPredicate cellIsConcerned) {
    for (LiveDriver driver : drivers.values()) {
      if (driver.isPlaced() && cellIsConcerned.test(driver.cell())) {
        soil(driver);
      }
    }
  }

  /** Takes the drivers out who went dark. */
  public int sweep(Instant now) {
    long oldest = now.minus(DARK).toEpochMilli();
    int swept = 0;
    for (Iterator<LiveDriver> all = drivers.values().iterator(); all.hasNext(); ) {
      LiveDriver driver = all.next();
      if (driver.isSilentSince(oldest)) {
        driver.goDark(now).forEach(cell -> removals.add(new Removal(driver.id, cell, now)));
        if (driver.isForgettable()) {
          all.remove();
        }
        swept++;
      }
    }
    return swept;
  }

  /** Another indexer answers for these partitions now, and knows what to write and remove. */
  public void forget(Set<Integer> partitions) {
    drivers.values().removeIf(driver -> partitions.contains(driver.partition));
  }

  /** Drivers with a position. */
  public long live() {
    return drivers.values().stream().filter(LiveDriver::isPlaced).count();
  }

  /** Drivers whose newest is not in the index yet. */
  public int waiting() {
    return dirty.size();
  }

  private LiveDriver driver(long id, int partition) {
    return drivers.computeIfAbsent(id, unknown -> new LiveDriver(id, partition));
  }

  private void soil(LiveDriver driver) {
    if (!driver.dirty) {
      driver.dirty = true;
      dirty.add(driver.id);
    }
  }
}

package io.kerb.bench.town;

import io.kerb.location.api.LatLng;
import io.kerb.location.index.SupplyCells;
import io.kerb.location.index.SupplyRecord;
import io.kerb.location.index.SupplyWrite;
import io.kerb.location.index.SupplyWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Idle drivers in the index who cruise: each reports every five seconds, some forty metres from
 * where they were, as the indexer would write it.
 */
public final class Cars implements AutoCloseable {
  private static final Duration PING_EVERY = Duration.ofSeconds(5);
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int STEPS = (int) (PING_EVERY.toMillis() / STEP.toMillis());
  private static final double MOVE_DEG = 40 / 111_000.0;
  private static final int BATCH = 500;

  /** Steps between the new cell and the old one's removal: a second, as the indexer keeps it. */
  private static final int GRACE_STEPS = 10;

  private final Town town;
  private final SupplyWriter writer;
  private final SplittableRandom random;
  private final LatLng[] at;
  private final Deque<List<SupplyWrite>> removals = new ArrayDeque<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread cars = new Thread(work, "cars");
            cars.setDaemon(true);
            return cars;
          });
  private long sequence = 1;

  public Cars(Town town, SupplyWriter writer, int drivers, long seed) {
    this.town = town;
    this.writer = writer;
    this.random = new SplittableRandom(seed);
    this.at = new LatLng[drivers];
  }

  /** Puts all on the map, and lets them cruise. */
  public void start() {
    List<SupplyWrite> all = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      at[i] = town.somewhere(random);
      all.add(put(i));
    }
    for (int from = 0; from < all.size(); from += BATCH) {
      write(all.subList(from, Math.min(from + BATCH, all.size())));
    }
    var unused =
        thread.scheduleAtFixedRate(
            this::step, STEP.toMillis(), STEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void step() {
    List<SupplyWrite> puts = new ArrayList<>();
    List<SupplyWrite> left = new ArrayList<>();
    for (int i = (int) (sequence % STEPS); i < at.length; i += STEPS) {
      long before = SupplyCells.of(at[i]);
      at[i] = near(at[i]);
      puts.add(put(i));
      if (before != SupplyCells.of(at[i])) {
        left.add(new SupplyWrite.Remove(driver(i), before));
      }
    }
    removals.addLast(left);
    write(puts);
    if (removals.size() > GRACE_STEPS) {
      write(stillLeft(removals.removeFirst()));
    }
    sequence++;
  }

  /** Who came back meanwhile stays. */
  private List<SupplyWrite> stillLeft(List<SupplyWrite> removed) {
    return removed.stream()
        .filter(write -> SupplyCells.of(at[(int) write.driver() - 1]) != write.cell())
        .toList();
  }

  private LatLng near(LatLng place) {
    return new LatLng(
        place.latitude() + random.nextDouble(-MOVE_DEG, MOVE_DEG),
        place.longitude() + random.nextDouble(-MOVE_DEG, MOVE_DEG));
  }

  private SupplyWrite put(int car) {
    return new SupplyWrite.Put(
        driver(car),
        new SupplyRecord(
            SupplyCells.leaf(at[car]),
            System.currentTimeMillis(),
            1,
            sequence,
            SupplyRecord.TRUST_MAX,
            SupplyRecord.HEADING_UNKNOWN,
            true,
            false,
            1,
            1,
            town.market().partition()));
  }

  private void write(List<SupplyWrite> writes) {
    List<SupplyWrite> failed = writes;
    while (!failed.isEmpty()) {
      failed = writer.write(failed);
    }
  }

  private static long driver(int car) {
    return car + 1L;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

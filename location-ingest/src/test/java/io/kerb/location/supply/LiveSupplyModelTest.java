package io.kerb.location.supply;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.TinyMarkets;
import io.kerb.location.api.LatLng;
import io.kerb.location.index.SupplyCells;
import io.kerb.location.index.SupplyRecord;
import io.kerb.location.index.SupplyWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random histories of moves, duplicates, reordering, duty changes, failing writes and lost shards,
 * against what the log says. The seed in a failure's message replays it.
 */
class LiveSupplyModelTest {
  private static final int HISTORIES = 1_000;
  private static final int STEPS = 150;
  private static final int DRIVERS = 6;
  private static final int WRITES_MAX = 4;

  @Test
  void whenAllIsWrittenTheIndexEqualsTheNewestPingOfEveryDriver() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      History history = new History(seed, true);
      for (int step = 0; step < STEPS; step++) {
        history.step();
      }
      history.finish();
      history.checkIndexEqualsLog();
    }
  }

  @Test
  void aSearchAmongMovesMissesNobody() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      History history = new History(seed, false);
      for (int step = 0; step < STEPS; step++) {
        history.step();
        history.searchABit();
      }
    }
  }

  @Test
  void aSuccessorLeavesNoTraceOfItsPredecessor() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      History history = new History(seed, true);
      for (int step = 0; step < STEPS; step++) {
        history.step();
        if (step % 50 == 25) {
          history.handOver();
        }
      }
      history.finish();
      history.checkIndexEqualsLog();
    }
  }

  private static final class History {
    private final long seed;
    private final boolean faults;
    private final Random random;
    private final FakeIndex index = new FakeIndex();
    private final List<SeenPing> log = new ArrayList<>();
    private final Map<Long, SeenPing> newest = new HashMap<>();
    private final Map<Long, SeenDuty> duties = new HashMap<>();
    private final Map<Long, LatLng> places = new HashMap<>();
    private LiveSupply supply = new LiveSupply();
    private Instant now = Instant.EPOCH;

    /** A search under way: the cells it has yet to read, whom it must find, and whom it has. */
    private Iterator<Long> unread = Collections.emptyIterator();

    private Set<Long> expected = Set.of();
    private final Set<Long> found = new HashSet<>();
    private Instant startedAt = Instant.EPOCH;

    History(long seed, boolean faults) {
      this.seed = seed;
      this.faults = faults;
      this.random = new Random(seed);
    }

    void step() {
      // Four steps and a search's few take less than the grace.
      now = now.plus(Duration.ofMillis(random.nextInt(40)));
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> move();
        case 3 -> repeat();
        case 4 -> changeDuty();
        case 5, 6 -> write();
        default -> {
          if (faults && random.nextInt(5) == 0) {
            loseShard();
          }
        }
      }
    }

    private void move() {
      long driver = 1L + random.nextInt(DRIVERS);
      LatLng from = places.getOrDefault(driver, TinyMarkets.CENTER);
      LatLng to =
          new LatLng(
              from.latitude() + (random.nextDouble() - 0.5) * 0.006,
              from.longitude() + (random.nextDouble() - 0.5) * 0.006);
      places.put(driver, to);
      SeenPing before = newest.get(driver);
      boolean restart = before != null && random.nextInt(20) == 0;
      int session = before == null ? 1 : before.session() + (restart ? 1 : 0);
      long sequence = before == null || restart ? 1 : before.sequence() + 1 + random.nextInt(3);
      SeenPing ping =
          new SeenPing(
              driver,
              0,
              0,
              session,
              sequence,
              SupplyCells.leaf(to),
              -1,
              100,
              now.toEpochMilli(),
              false);
      newest.put(driver, ping);
      log.add(ping);
      supply.take(ping);
    }

    private void repeat() {
      if (!log.isEmpty()) {
        SeenPing old = log.get(log.size() - 1 - random.nextInt(Math.min(8, log.size())));
        // A session that was replaced twice cannot be told from a new one; apps do not do that.
        if (old.session() >= newest.get(old.driver()).session() - 1) {
          supply.take(old);
        }
      }
    }

    private void changeDuty() {
      long driver = 1L + random.nextInt(DRIVERS);
      long version = duties.containsKey(driver) ? duties.get(driver).version() + 1 : 1;
      SeenDuty duty =
          new SeenDuty(
              driver, 0, 0, random.nextBoolean(), random.nextBoolean(), random.nextInt(4), version);
      SeenDuty old = duties.put(driver, duty);
      supply.take(duty);
      if (old != null) {
        supply.take(old);
      }
    }

    private void write() {
      List<SupplyWrite> batch = supply.drain(now, WRITES_MAX);
      List<SupplyWrite> shuffled = new ArrayList<>(batch);
      Collections.shuffle(shuffled, random);
      List<SupplyWrite> failed = new ArrayList<>();
      for (SupplyWrite write : shuffled) {
        boolean fails = faults && random.nextInt(4) == 0;
        if (!fails || random.nextBoolean()) {
          index.apply(write);
          if (!faults) {
            readABit();
          }
        }
        if (fails) {
          failed.add(write);
        }
      }
      supply.settle(batch, failed, now);
    }

    private void loseShard() {
      long shard = random.nextInt(3);
      index.lose(cell -> shardOf(cell) == shard);
      supply.rewrite(cell -> shardOf(cell) == shard);
    }

    private static long shardOf(long cell) {
      return Math.floorMod(cell >>> 31, 3L);
    }

    /** Another indexer takes over, while writes of this one may be missing. */
    void handOver() {
      supply = new LiveSupply();
      duties.values().forEach(supply::take);
      log.forEach(supply::take);
    }

    void finish() {
      for (int i = 0; i < STEPS; i++) {
        now = now.plus(LiveSupply.GRACE);
        List<SupplyWrite> batch = supply.drain(now, WRITES_MAX);
        batch.forEach(index::apply);
        supply.settle(batch, List.of(), now);
      }
    }

    void checkIndexEqualsLog() {
      assertThat(index.drivers()).as("seed %s", seed).isEqualTo(newest.keySet());
      newest.forEach(
          (driver, ping) -> {
            Map<Long, SupplyRecord> records = index.of(driver);
            assertThat(records).as("seed %s, driver %s", seed, driver).hasSize(1);
            SupplyRecord record = records.values().iterator().next();
            SeenDuty duty = duties.get(driver);
            assertThat(record.leafCell()).as("seed %s", seed).isEqualTo(ping.leafCell());
            assertThat(record.sequence()).as("seed %s", seed).isEqualTo(ping.sequence());
            assertThat(record.onDuty())
                .as("seed %s", seed)
                .isEqualTo(duty != null && duty.onDuty());
            assertThat(record.engaged())
                .as("seed %s", seed)
                .isEqualTo(duty != null && duty.engaged());
            assertThat(record.dutyVersion())
                .as("seed %s", seed)
                .isEqualTo(duty == null ? 0 : duty.version());
          });
    }

    void searchABit() {
      if (!unread.hasNext()) {
        assertThat(found).as("seed %s", seed).containsAll(expected);
        found.clear();
        expected = index.drivers();
        List<Long> cells = new ArrayList<>(allCells());
        Collections.shuffle(cells, random);
        unread = cells.iterator();
        startedAt = now;
      }
      readABit();
      // A search is bounded by its timeout, which is below the grace.
      if (now.isAfter(startedAt.plus(LiveSupply.GRACE).minusMillis(100))) {
        while (unread.hasNext()) {
          found.addAll(index.driversIn(unread.next()));
        }
      }
    }

    private void readABit() {
      for (int i = 0; i < 2 && unread.hasNext(); i++) {
        found.addAll(index.driversIn(unread.next()));
      }
    }

    /** Where a driver is or may get to while the search lasts. */
    private Set<Long> allCells() {
      Set<Long> cells = new HashSet<>(index.occupied());
      places.values().forEach(place -> cells.add(SupplyCells.of(place)));
      for (long cell : Set.copyOf(cells)) {
        List<com.google.common.geometry.S2CellId> around = new ArrayList<>();
        new com.google.common.geometry.S2CellId(cell).getAllNeighbors(SupplyCells.LEVEL, around);
        around.forEach(neighbor -> cells.add(neighbor.id()));
      }
      return cells;
    }
  }
}

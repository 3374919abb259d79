package io.kerb.location.index.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kerb.local.fixture.EngineControl;
import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.SupplySearch;
import io.kerb.location.api.SupplySearch.Answer;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import io.kerb.location.api.SupplySearch.Query;
import io.kerb.location.index.SupplyCells;
import io.kerb.location.index.SupplyRecord;
import io.kerb.location.index.SupplyWrite;
import io.kerb.location.index.TinyCity;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineStack.class)
final class RedisIndexIT {
  private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int DRIVERS = 2_000;

  private final Engines engines;
  private final EngineControl control;
  private final Map<Long, SupplyRecord> all = new HashMap<>();
  private SupplyShards shards;
  private RedisSupplyWriter writer;
  private RedisSupplySearch search;

  RedisIndexIT(Engines engines, EngineControl control) {
    this.engines = engines;
    this.control = control;
  }

  @BeforeEach
  void emptyShards() {
    engines.redis().forEach(RedisIndexIT::flush);
    shards = SupplyShards.connect(engines.redis());
    writer = new RedisSupplyWriter(shards);
    search =
        new RedisSupplySearch(
            shards, TinyCity.MARKETS, Clock.fixed(NOW, TinyCity.MARKET.timeZone()));
    writer.takeReconnected();
  }

  @AfterEach
  void close() {
    shards.close();
  }

  @Test
  void theAnswerEqualsALookAtAllDriversWhileTheyMove() {
    Random random = new Random(7);
    fill(random);
    for (int round = 0; round < 10; round++) {
      move(random, 300);
      for (int i = 0; i < 10; i++) {
        LatLng center = TinyCity.anywhere(random);
        double radius = 200 + random.nextInt(6_000);
        Query query = new Query(center, radius, 20, FRESH, SupplySearch.idle(TinyCity.XL));
        Answer answer = complete(() -> search.nearest(query));
        assertThat(ids(answer)).as("seed 7, round %s", round).isEqualTo(nearest(center, radius));
      }
    }
    assertThat(complete(() -> search.inMarket(TinyCity.MARKET, 5_000)).drivers()).hasSize(DRIVERS);
  }

  @Test
  void aDeadShardLeavesAGapThatIsSaidAndIsFilledAgain() {
    fill(new Random(8));
    control.down("redis-2");
    try {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                Answer answer = search.inMarket(TinyCity.MARKET, 5_000);
                assertThat(answer.complete()).isFalse();
                assertThat(ids(answer))
                    .containsExactlyElementsOf(
                        all.keySet().stream()
                            .filter(driver -> shardOf(driver) != 1)
                            .sorted()
                            .toList());
              });
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(writer.write(puts()))
                      .isNotEmpty()
                      .allMatch(write -> writer.shardOf(write.cell()) == 1));
    } finally {
      control.up("redis-2");
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(writer.write(puts())).isEmpty();
              Answer answer = search.inMarket(TinyCity.MARKET, 5_000);
              assertThat(answer.complete()).isTrue();
              assertThat(answer.drivers()).hasSize(DRIVERS);
            });
    assertThat(writer.takeReconnected()).contains(1);
  }

  @Test
  void aFrozenShardCostsATimeoutNotAnAnswer() {
    fill(new Random(9));
    control.freeze("redis-3");
    try {
      assertThat(search.inMarket(TinyCity.MARKET, 5_000).complete()).isFalse();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(search.inMarket(TinyCity.MARKET, 5_000).drivers())
                      .hasSizeGreaterThan(DRIVERS / 3));
    } finally {
      control.resume("redis-3");
    }
    assertThat(complete(() -> search.inMarket(TinyCity.MARKET, 5_000)).drivers()).hasSize(DRIVERS);
  }

  @Test
  void aServerStartsWhileAShardIsDownAndFindsItLater() {
    control.down("redis-1");
    try (SupplyShards late = SupplyShards.connect(engines.redis())) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(late.connected()).isEqualTo(2));
      RedisSupplySearch lateSearch =
          new RedisSupplySearch(
              late, TinyCity.MARKETS, Clock.fixed(NOW, TinyCity.MARKET.timeZone()));
      assertThat(lateSearch.inMarket(TinyCity.MARKET, 10).complete()).isFalse();
      control.up("redis-1");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(lateSearch.inMarket(TinyCity.MARKET, 10).complete()).isTrue());
    } finally {
      control.up("redis-1");
    }
  }

  @Test
  void theSweeperRemovesWhatIsOldAndNothingElse() {
    fill(new Random(10));
    long old = all.keySet().stream().filter(driver -> driver % 10 == 0).count();
    Set<Long> before = ids(all.keySet());
    List<SupplyWrite> aged = new ArrayList<>();
    for (long driver : before) {
      if (driver % 10 == 0) {
        aged.add(new SupplyWrite.Put(driver, aged(all.get(driver))));
      }
    }
    write(aged);
    RedisSweeper sweeper = new RedisSweeper(shards);
    int removed = 0;
    for (int step = 0; step < 100; step++) {
      removed += sweeper.step(NOW.minus(Duration.ofMinutes(5)));
    }
    assertThat(removed).isEqualTo((int) old);
    assertThat(complete(() -> search.inMarket(TinyCity.MARKET, 5_000)).drivers())
        .hasSize(DRIVERS - (int) old);
  }

  private void fill(Random random) {
    for (long driver = 1; driver <= DRIVERS; driver++) {
      all.put(driver, record(TinyCity.anywhere(random), 1, random.nextBoolean()));
    }
    write(puts());
  }

  private void move(Random random, int drivers) {
    List<SupplyWrite> puts = new ArrayList<>();
    List<SupplyWrite> removals = new ArrayList<>();
    for (long driver : random.longs(drivers, 1, DRIVERS + 1L).distinct().toArray()) {
      SupplyRecord before = all.get(driver);
      SupplyRecord after =
          record(TinyCity.anywhere(random), before.sequence() + 1, random.nextBoolean());
      all.put(driver, after);
      puts.add(new SupplyWrite.Put(driver, after));
      if (before.cell() != after.cell()) {
        removals.add(new SupplyWrite.Remove(driver, before.cell()));
      }
    }
    write(puts);
    write(removals);
  }

  /** Again until every shard took its part: one may take longer than the writer waits. */
  private void write(List<SupplyWrite> writes) {
    await()
        .pollDelay(Duration.ZERO)
        .atMost(PATIENCE)
        .until(() -> writer.write(writes), List::isEmpty);
  }

  /** Asks until every shard answered: one may take longer than the search waits. */
  private static Answer complete(Callable<Answer> question) {
    return await().pollDelay(Duration.ZERO).atMost(PATIENCE).until(question, Answer::complete);
  }

  private List<Long> nearest(LatLng center, double radius) {
    Map<Long, Double> distances = new HashMap<>();
    all.forEach(
        (driver, record) -> {
          double distance = center.metersTo(record.position());
          if (!record.engaged() && distance <= radius) {
            distances.put(driver, distance);
          }
        });
    return distances.keySet().stream()
        .sorted(Comparator.comparing(distances::get))
        .limit(20)
        .toList();
  }

  private List<SupplyWrite> puts() {
    List<SupplyWrite> puts = new ArrayList<>();
    all.forEach((driver, record) -> puts.add(new SupplyWrite.Put(driver, record)));
    return puts;
  }

  private int shardOf(long driver) {
    return writer.shardOf(all.get(driver).cell());
  }

  private static SupplyRecord record(LatLng position, long sequence, boolean engaged) {
    return new SupplyRecord(
        SupplyCells.leaf(position),
        NOW.toEpochMilli(),
        1,
        sequence,
        100,
        -1,
        true,
        engaged,
        1,
        0b11,
        TinyCity.MARKET.partition());
  }

  private static SupplyRecord aged(SupplyRecord record) {
    return new SupplyRecord(
        record.leafCell(),
        NOW.minus(Duration.ofMinutes(6)).toEpochMilli(),
        record.sessionHash(),
        record.sequence(),
        record.trust(),
        record.headingDeg(),
        record.onDuty(),
        record.engaged(),
        record.dutyVersion(),
        record.productBits(),
        record.marketPartition());
  }

  private static Set<Long> ids(Set<Long> drivers) {
    return new HashSet<>(drivers);
  }

  private static List<Long> ids(Answer answer) {
    return answer.drivers().stream()
        .map(NearbyDriver::driver)
        .map(driver -> driver.value())
        .toList();
  }

  private static void flush(String address) {
    RedisClient client = RedisClient.create(RedisURI.create("redis://" + address));
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().flushall();
    } finally {
      client.shutdown();
    }
  }
}

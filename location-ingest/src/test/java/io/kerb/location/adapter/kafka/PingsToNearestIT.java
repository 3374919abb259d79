package io.kerb.location.adapter.kafka;

import static io.kerb.location.TinyMarkets.north;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.wire.DriverStatus;
import io.kerb.local.fixture.EngineControl;
import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import io.kerb.location.TinyMarkets;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.LocationTopics;
import io.kerb.location.api.PingIntake;
import io.kerb.location.api.PingIntake.Batch;
import io.kerb.location.api.PingIntake.Ping;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.SupplySearch;
import io.kerb.location.api.SupplySearch.Answer;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import io.kerb.location.api.SupplySearch.Query;
import io.kerb.location.index.IndexSearch;
import io.kerb.location.index.adapter.RedisSupplySearch;
import io.kerb.location.index.adapter.RedisSupplyWriter;
import io.kerb.location.index.adapter.RedisSweeper;
import io.kerb.location.index.adapter.SupplyShards;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.RecordLoop;
import io.kerb.runtime.kafka.TopicCreator;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineStack.class)
@Timeout(120)
final class PingsToNearestIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ProductId STANDARD = new ProductId("standard");
  private static final ProductId XL = new ProductId("xl");

  private final Engines engines;
  private final EngineControl control;
  private final List<Indexer> indexers = new ArrayList<>();
  private final Clock clock = Clock.systemUTC();
  private KafkaSettings kafka;
  private KafkaProducer<String, byte[]> producer;
  private SupplyShards shards;
  private SupplySearch search;
  private PingIntake intake;

  PingsToNearestIT(Engines engines, EngineControl control) {
    this.engines = engines;
    this.control = control;
  }

  @BeforeEach
  void start() throws Exception {
    engines.redis().forEach(PingsToNearestIT::flush);
    kafka = new KafkaSettings(engines.kafkaBootstrap(), "t" + UUID.randomUUID() + "-");
    new TopicCreator(kafka)
        .create(
            List.of(LocationTopics.DRIVER_PINGS, DispatchTopics.DRIVER_STATUS),
            TinyMarkets.MARKETS);
    producer = new KafkaProducer<>(kafka.producer());
    shards = SupplyShards.connect(engines.redis());
    // The search's clock stands, so that nobody gets too old while a test waits.
    Clock standing = Clock.fixed(clock.instant(), clock.getZone());
    search = new RedisSupplySearch(shards, TinyMarkets.MARKETS, standing);
    intake = new KafkaPingIntake(TinyMarkets.MARKETS, kafka, producer, clock);
  }

  @AfterEach
  void stop() {
    indexers.forEach(Indexer::close);
    shards.close();
    producer.close();
  }

  @Test
  void aPingIsFoundWithItsDutyAndADutyChangeNeedsNoPing() throws Exception {
    startIndexer();
    status(1, true, false, 1);
    ping(1, 1, TinyMarkets.CENTER);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(idle(STANDARD)).containsExactly(1L));
    assertThat(idle(XL)).isEmpty();

    status(1, true, true, 2);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(idle(STANDARD)).isEmpty();
              assertThat(search.inMarket(TinyMarkets.CITY, 10).drivers())
                  .singleElement()
                  .matches(NearbyDriver::engaged)
                  .matches(NearbyDriver::onDuty);
            });

    status(1, false, false, 3);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(search.inMarket(TinyMarkets.CITY, 10).drivers())
                    .singleElement()
                    .matches(driver -> !driver.onDuty()));
  }

  @Test
  void aMovedDriverIsFoundOnceAndInOneCellOnly() throws Exception {
    startIndexer();
    status(1, true, false, 1);
    ping(1, 1, TinyMarkets.CENTER);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(idle(STANDARD)).containsExactly(1L));
    ping(1, 2, north(120));
    ping(1, 3, north(240));
    ping(1, 4, north(360));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(idle(STANDARD)).containsExactly(1L);
              assertThat(nearest(STANDARD).drivers().get(0).position().metersTo(north(360)))
                  .isLessThan(1);
              assertThat(fieldsInRedis()).isEqualTo(1);
            });
  }

  @Test
  void anIndexerThatStartsLaterKnowsEveryDriverOfTheLastMinute() throws Exception {
    status(1, true, false, 1);
    status(2, true, false, 1);
    ping(1, 1, TinyMarkets.CENTER);
    ping(2, 1, north(100));
    startIndexer();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(idle(STANDARD)).containsExactly(1L, 2L));
  }

  @Test
  void aDeadShardIsSaidSoAndItsReplacementIsFilledWithoutNewPings() throws Exception {
    startIndexer();
    int drivers = 60;
    for (int driver = 1; driver <= drivers; driver++) {
      status(driver, true, false, 1);
      ping(driver, 1, spread(driver));
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(live()).hasSize(drivers));
    for (String shard : List.of("redis-1", "redis-2", "redis-3")) {
      control.down(shard);
      try {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(search.inMarket(TinyMarkets.CITY, 100).complete()).isFalse());
      } finally {
        control.up(shard);
      }
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(live()).hasSize(drivers));
    }
  }

  @Test
  void whatArrivesWhileAShardIsDownIsWrittenWhenItIsBack() throws Exception {
    startIndexer();
    control.down("redis-1");
    try {
      for (int driver = 1; driver <= 30; driver++) {
        status(driver, true, false, 1);
        ping(driver, 1, spread(driver));
      }
      // The other shards' drivers do not wait for the dead one.
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(live()).isNotEmpty());
    } finally {
      control.up("redis-1");
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(fieldsInRedis()).isEqualTo(30));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isZero());
  }

  @Test
  void poisonGoesAsideAndTheRestGoesOn() throws Exception {
    startIndexer();
    byte[] nonsense = {(byte) 0xFF, 1, 2, 3};
    send(kafka.topic(LocationTopics.DRIVER_PINGS), 1, nonsense);
    send(kafka.topic(DispatchTopics.DRIVER_STATUS), 1, nonsense);
    status(1, true, false, 1);
    ping(1, 1, TinyMarkets.CENTER);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(idle(STANDARD)).containsExactly(1L));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isZero());
    assertThat(recordsIn(kafka.topic(LocationTopics.DRIVER_PINGS) + RecordLoop.DEAD_LETTERS))
        .isEqualTo(1);
    assertThat(recordsIn(kafka.topic(DispatchTopics.DRIVER_STATUS) + RecordLoop.DEAD_LETTERS))
        .isEqualTo(1);
  }

  @Test
  void whenIndexersComeAndGoNobodyIsLostOrDoubled() throws Exception {
    startIndexer();
    int drivers = 40;
    for (int driver = 1; driver <= drivers; driver++) {
      status(driver, true, false, 1);
      ping(driver, 1, spread(driver));
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(live()).hasSize(drivers));
    startIndexer();
    for (int driver = 1; driver <= drivers; driver++) {
      ping(driver, 2, spread(driver + 1));
    }
    indexers.remove(0).close();
    for (int driver = 1; driver <= drivers; driver++) {
      ping(driver, 3, spread(driver + 2));
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Answer answer = search.inMarket(TinyMarkets.CITY, 100);
              assertThat(answer.drivers())
                  .hasSize(drivers)
                  .allMatch(
                      driver ->
                          driver.position().metersTo(spread((int) driver.driver().value() + 2))
                              < 1);
              assertThat(fieldsInRedis()).isEqualTo(drivers);
            });
  }

  private void startIndexer() {
    Indexer indexer =
        new Indexer(
            TinyMarkets.MARKETS,
            kafka,
            producer,
            new RedisSupplyWriter(shards),
            new RedisSweeper(shards)::step,
            clock);
    indexers.add(indexer);
    indexer.start();
  }

  private void ping(long driver, long sequence, LatLng place) throws Exception {
    Ping ping = new Ping(sequence, place.latitude(), place.longitude(), 90, 5.0, clock.instant());
    // Another session per ping, as the tests drive faster than a car.
    Batch batch = new Batch("s" + sequence, List.of(ping));
    assertThat(
            intake
                .take(new DriverId(driver), batch)
                .toCompletableFuture()
                .get(20, SECONDS)
                .accepted())
        .isEqualTo(1);
  }

  private void status(long driver, boolean onDuty, boolean engaged, long version) throws Exception {
    DriverStatus status =
        DriverStatus.newBuilder()
            .setDriverId(driver)
            .setMarketId(TinyMarkets.CITY.marketId().value())
            .setOnDuty(onDuty)
            .setEngaged(engaged)
            .addProductIds(STANDARD.value())
            .setVersion(version)
            .build();
    send(kafka.topic(DispatchTopics.DRIVER_STATUS), driver, status.toByteArray());
  }

  private void send(String topic, long driver, byte[] value) throws Exception {
    int partition = TinyMarkets.CITY.pingPartition(new DriverId(driver));
    producer
        .send(new ProducerRecord<>(topic, partition, Long.toString(driver), value))
        .get(20, SECONDS);
  }

  private Answer nearest(ProductId product) {
    return search.nearest(
        new Query(TinyMarkets.CENTER, 3_000, 20, IndexSearch.LIVE, SupplySearch.idle(product)));
  }

  private List<Long> idle(ProductId product) {
    return ids(nearest(product));
  }

  private List<Long> live() {
    return ids(search.inMarket(TinyMarkets.CITY, 100));
  }

  private static List<Long> ids(Answer answer) {
    return answer.drivers().stream().map(driver -> driver.driver().value()).toList();
  }

  /** All over the city, so that every shard has some. */
  private static LatLng spread(int i) {
    return new LatLng(37.71 + (i * 37 % 160) / 1_000.0, -122.51 + (i * 61 % 200) / 1_000.0);
  }

  private long lag() throws Exception {
    try (Admin admin =
            Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()));
        KafkaConsumer<String, byte[]> reader = new KafkaConsumer<>(kafka.consumer())) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets(kafka.group(Indexer.GROUP))
              .partitionsToOffsetAndMetadata()
              .get(20, SECONDS);
      assertThat(committed).isNotEmpty();
      return reader.endOffsets(committed.keySet()).entrySet().stream()
          .mapToLong(end -> end.getValue() - committed.get(end.getKey()).offset())
          .sum();
    }
  }

  private long recordsIn(String topic) {
    try (KafkaConsumer<String, byte[]> reader = new KafkaConsumer<>(kafka.consumer())) {
      return reader.endOffsets(List.of(new TopicPartition(topic, 0))).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  private long fieldsInRedis() {
    long fields = 0;
    for (String address : engines.redis()) {
      RedisClient client = RedisClient.create(RedisURI.create("redis://" + address));
      try (StatefulRedisConnection<String, String> connection = client.connect()) {
        Long here =
            connection
                .sync()
                .eval(
                    "local n = 0 for _, k in ipairs(redis.call('KEYS', 'c*')) do"
                        + " n = n + redis.call('HLEN', k) end return n",
                    io.lettuce.core.ScriptOutputType.INTEGER);
        fields += here;
      } finally {
        client.shutdown();
      }
    }
    return fields;
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

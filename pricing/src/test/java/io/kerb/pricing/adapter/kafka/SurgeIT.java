package io.kerb.pricing.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.SupplySearch;
import io.kerb.pricing.TestCity;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.pricing.surge.CellSurge;
import io.kerb.pricing.surge.SurgeCells;
import io.kerb.pricing.surge.SurgePolicy;
import io.kerb.pricing.surge.SurgeTable;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.RecordLoop;
import io.kerb.runtime.kafka.TopicCreator;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.wire.TripEvent;
import io.kerb.trip.wire.TripEventType;
import io.kerb.trip.wire.TripPlace;
import io.kerb.trip.wire.TripSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineStack.class)
final class SurgeIT {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration BOUND = Duration.ofSeconds(40);
  private static final SurgePolicy POLICY =
      SurgePolicy.standard().with(Duration.ofMinutes(10), Duration.ofMillis(300), 25);
  private static final MarketId MARKET = new MarketId("testville");

  private final Markets markets =
      new Markets(
          List.of(TestCity.market("testville", "USD", 0), TestCity.market("other", "USD", 1)));
  private final Cars cars = new Cars();
  private final SurgeTable table = new SurgeTable();
  private final List<AutoCloseable> open = new ArrayList<>();
  private KafkaSettings kafka;
  private Producer<String, byte[]> producer;

  @BeforeEach
  void start(Engines engines) throws InterruptedException {
    kafka = new KafkaSettings(engines.kafkaBootstrap(), "t" + UUID.randomUUID() + "-");
    new TopicCreator(kafka).create(List.of(TripTopics.TRIP_EVENTS, PricingTopics.SURGE), markets);
    producer = new KafkaProducer<>(kafka.producer());
    open.add(new SurgeReader(markets, table, kafka, producer));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    producer.close();
  }

  @Test
  void requestsThatNobodyCanServeRaiseThePriceAroundThem() {
    request(30);
    startWorker();

    await()
        .atMost(BOUND)
        .untilAsserted(
            () ->
                assertThat(
                        table
                            .entry(MARKET, TestCity.CENTER, TestCity.STANDARD, CLOCK.instant())
                            .multiplier())
                    .isGreaterThanOrEqualTo(new java.math.BigDecimal("1.4")));
    assertThat(entry().orElseThrow().demand()).isEqualTo(30);
    assertThat(
            table
                .entry(new MarketId("other"), TestCity.CENTER, TestCity.STANDARD, CLOCK.instant())
                .multiplier())
        .isEqualByComparingTo("1");
  }

  @Test
  void anEventPublishedTwiceIsCountedOnce() {
    List<TripEvent> events = request(7);
    events.forEach(this::publish);
    startWorker();

    await().atMost(BOUND).until(() -> entry().isPresent());
    assertThat(entry().orElseThrow().demand()).isEqualTo(7);
  }

  @Test
  void idleCarsAreCountedAndBusyOnesAreNot() {
    cars.add(1, true, false);
    cars.add(2, true, false);
    cars.add(3, true, true);
    cars.add(4, false, false);
    startWorker();

    await().atMost(BOUND).until(() -> entry().isPresent());
    assertThat(entry().orElseThrow().supply()).isEqualTo(2);
  }

  @Test
  void whatIsMissingFromTheIndexIsNoScarcity() {
    cars.complete = false;
    request(30);
    SurgeWorker worker = startWorker();
    await().atMost(BOUND).until(() -> cars.asked > 3);

    // As long as an entry might be on its way from the worker to the table.
    await().during(Duration.ofSeconds(3)).atMost(BOUND).until(() -> entry().isEmpty());
    assertThat(worker).isNotNull();
  }

  @Test
  void aSuccessorGoesOnFromThePublishedPriceAndCountsTheSameRequests() {
    request(30);
    SurgeWorker first = startWorker();
    await().atMost(BOUND).until(() -> entry().filter(found -> found.tenths() >= 14).isPresent());
    open.remove(first);
    first.close();
    CellSurge left = entry().orElseThrow();

    startWorker();

    await()
        .atMost(BOUND)
        .until(() -> entry().filter(found -> found.version() > left.version()).isPresent());
    CellSurge next = entry().orElseThrow();
    assertThat(next.demand()).isEqualTo(30);
    assertThat(next.tenths()).isGreaterThanOrEqualTo(left.tenths() - POLICY.stepTenths());
  }

  @Test
  void whatIsNoEventGoesToTheDeadLettersAndTheRestCounts() {
    publish("testville", new byte[] {(byte) 0xff, 1, 2, 3});
    publish("testville", null);
    request(5);
    startWorker();

    await().atMost(BOUND).until(() -> entry().isPresent());
    assertThat(entry().orElseThrow().demand()).isEqualTo(5);
    await().atMost(BOUND).until(() -> deadLetters() == 2);
  }

  private SurgeWorker startWorker() {
    SurgeWorker worker = SurgeWorker.start(markets, cars, POLICY, kafka, producer, CLOCK);
    open.add(worker);
    return worker;
  }

  private Optional<CellSurge> entry() {
    return table.list(MARKET, CLOCK.instant()).stream()
        .filter(entry -> entry.cell().equals(SurgeCells.of(TestCity.CENTER)))
        .findFirst();
  }

  private List<TripEvent> request(int count) {
    List<TripEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String trip = UUID.randomUUID().toString();
      TripEvent event =
          TripEvent.newBuilder()
              .setEventId(UUID.randomUUID().toString())
              .setTripId(trip)
              .setVersion(1)
              .setMarketId(MARKET.value())
              .setType(TripEventType.REQUESTED)
              .setOccurredAtMs(CLOCK.millis())
              .setAfter(
                  TripSnapshot.newBuilder()
                      .setTripId(trip)
                      .setPickup(
                          TripPlace.newBuilder()
                              .setLatitudeE7(TestCity.CENTER.latitudeE7())
                              .setLongitudeE7(TestCity.CENTER.longitudeE7())))
              .build();
      publish(event);
      events.add(event);
    }
    return events;
  }

  private void publish(TripEvent event) {
    publish(event.getMarketId(), event.toByteArray());
  }

  private void publish(String market, byte[] value) {
    producer.send(new ProducerRecord<>(kafka.topic(TripTopics.TRIP_EVENTS), 0, market, value));
    producer.flush();
  }

  private int deadLetters() {
    TopicPartition dead =
        new TopicPartition(kafka.topic(TripTopics.TRIP_EVENTS) + RecordLoop.DEAD_LETTERS, 0);
    try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(kafka.consumer())) {
      consumer.assign(List.of(dead));
      consumer.seekToBeginning(List.of(dead));
      int count = 0;
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        assertThat(record.headers().lastHeader("reason")).isNotNull();
        count++;
      }
      return count;
    }
  }

  /** A list of cars at the centre. */
  private static final class Cars implements SupplySearch {
    private final List<NearbyDriver> all = new CopyOnWriteArrayList<>();
    private volatile boolean complete = true;
    private volatile int asked;

    void add(long driver, boolean onDuty, boolean engaged) {
      LatLng place = TestCity.CENTER;
      all.add(
          new NearbyDriver(
              new DriverId(driver),
              place,
              0,
              onDuty,
              engaged,
              Set.of(TestCity.STANDARD),
              Instant.EPOCH,
              0));
    }

    @Override
    public List<Answer> nearestOfEach(List<Query> queries) {
      throw new UnsupportedOperationException("surge counts whole markets");
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes it.
    public Answer inMarket(Market market, int limit) {
      asked++;
      return new Answer(market.marketId().equals(MARKET) ? all : List.of(), complete);
    }
  }
}

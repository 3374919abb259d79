package io.kerb.pricing.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import io.kerb.pricing.TestQuotes;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.surge.CellSurge;
import io.kerb.pricing.surge.ExpectedDemand;
import io.kerb.pricing.surge.MarketSurge;
import io.kerb.pricing.surge.SurgeCells;
import io.kerb.pricing.surge.SurgeOrder;
import io.kerb.pricing.surge.SurgeOrders;
import io.kerb.pricing.surge.SurgePolicy;
import io.kerb.pricing.surge.SurgeTable;
import io.kerb.pricing.surge.SurgeZones;
import io.kerb.pricing.wire.QuoteAsked;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
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
  private static final MarketSurge.Place GONE =
      new MarketSurge.Place(SurgeCells.of(TestCity.CENTER), TestCity.STANDARD);

  private final Markets markets =
      new Markets(
          List.of(TestCity.market("testville", "USD", 0), TestCity.market("other", "USD", 1)));
  private final Cars cars = new Cars();
  private final SurgeTable table = new SurgeTable();
  private final SurgeOrders orders = new SurgeOrders();
  private final List<CellSurge> seen = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private KafkaSettings kafka;
  private Producer<String, byte[]> producer;

  @BeforeEach
  void start(Engines engines) throws InterruptedException {
    kafka = new KafkaSettings(engines.kafkaBootstrap(), "t" + UUID.randomUUID() + "-");
    new TopicCreator(kafka)
        .create(
            List.of(
                TripTopics.TRIP_EVENTS,
                PricingTopics.SURGE,
                PricingTopics.QUOTE_EVENTS,
                PricingTopics.SURGE_ORDERS),
            markets);
    producer = new KafkaProducer<>(kafka.producer());
    open.add(new SurgeReader(markets, table, kafka, producer));
    open.add(
        RecordLoop.ofAll(
            "seen",
            List.of(kafka.topic(PricingTopics.SURGE)),
            Duration.ZERO,
            kafka,
            producer,
            record -> see(record.value())));
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
                assertThat(multiplier(MARKET))
                    .isGreaterThanOrEqualTo(new java.math.BigDecimal("1.4")));
    assertThat(entry().orElseThrow().causes().seen().requests()).isEqualTo(30);
    assertThat(multiplier(new MarketId("other"))).isEqualByComparingTo("1");
  }

  @Test
  void anEventPublishedTwiceIsCountedOnce() {
    List<TripEvent> events = request(7);
    events.forEach(this::publish);
    startWorker();

    await().atMost(BOUND).until(() -> entry().isPresent());
    assertThat(entry().orElseThrow().causes().seen().requests()).isEqualTo(7);
  }

  @Test
  void idleCarsAreCountedAndBusyOnesAreNot() {
    cars.add(1, true, false);
    cars.add(2, true, false);
    cars.add(3, true, true);
    cars.add(4, false, false);
    startWorker();

    await().atMost(BOUND).until(() -> entry().isPresent());
    assertThat(entry().orElseThrow().causes().supply()).isEqualTo(2);
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
    assertThat(next.causes().seen().requests()).isEqualTo(30);
    assertThat(next.tenths()).isGreaterThanOrEqualTo(left.tenths() - POLICY.stepTenths());
  }

  @Test
  void whatIsNoEventGoesToTheDeadLettersAndTheRestCounts() {
    publish("testville", new byte[] {(byte) 0xff, 1, 2, 3});
    publish("testville", null);
    request(5);
    startWorker();

    await().atMost(BOUND).until(() -> entry().isPresent());
    assertThat(entry().orElseThrow().causes().seen().requests()).isEqualTo(5);
    await().atMost(BOUND).until(() -> deadLetters() == 2);
  }

  @Test
  void quotesOfAnotherProcessAreDemandAndOneThatWasOrderedIsItsTrip() {
    Quote asked = TestQuotes.quote(new QuoteId(UUID.randomUUID()), CLOCK.instant());
    try (QuoteNews news = QuoteNews.start(markets, kafka, producer)) {
      news.tell(asked);
      news.tell(asked);
    }
    request(1);
    for (int rider = 1; rider <= 20; rider++) {
      publishQuote(rider, CLOCK.instant().minusSeconds(30));
    }
    request(1);
    startWorker();

    // Rider 1 ordered, and the rider of the quote that was told twice has asked once.
    await()
        .atMost(BOUND)
        .until(() -> entry().filter(found -> found.causes().seen().requests() == 2).isPresent());
    await()
        .atMost(BOUND)
        .until(() -> entry().filter(found -> found.causes().seen().quotes() >= 20).isPresent());
    assertThat(entry().orElseThrow().causes().seen().quotes()).isBetween(20, 21);
  }

  @Test
  void anOrderOfAnotherInstanceHoldsAndSurvivesEveryInstance() throws Exception {
    SurgeOrders elsewhere = new SurgeOrders();
    SurgeOrder order = override(18);
    try (SurgeOrderLog log = new SurgeOrderLog(elsewhere, kafka, producer)) {
      log.append(markets.getMarket(MARKET), order);
    }
    assertThat(elsewhere.listActive(MARKET, CLOCK.instant())).containsExactly(order);
    cars.add(1, true, false);

    startWorker();
    await().atMost(BOUND).until(() -> entry().filter(found -> found.tenths() == 18).isPresent());
    assertThat(entry().orElseThrow().causes().note()).contains("override 1.8", "a match");

    try (SurgeOrderLog log = new SurgeOrderLog(orders, kafka, producer)) {
      log.append(markets.getMarket(MARKET), order.withdrawn("olga", CLOCK.instant()));
    }
    await().atMost(BOUND).until(() -> entry().filter(found -> found.tenths() == 10).isPresent());
  }

  @Test
  void aPausedOwnerThatWakesWritesNothingOverItsSuccessor() throws Exception {
    request(30);
    startWorker();
    await().atMost(BOUND).until(() -> entry().isPresent());
    cars.pause();
    await().atMost(BOUND).until(() -> cars.asleep);
    Market market = markets.getMarket(MARKET);
    CellSurge left = entry().orElseThrow();
    long version = left.version() + 1_000;
    try (SurgePen successor = SurgePen.take(kafka, market)) {
      CellSurge newer =
          new CellSurge(left.cell(), left.product(), 13, left.causes(), version, CLOCK.instant());
      successor.write(new MarketSurge.Update(List.of(newer), List.of()));
      await().atMost(BOUND).until(() -> entry().orElseThrow().version() == version);
      seen.clear();

      cars.wake();
      await().atMost(BOUND).until(() -> seen.stream().anyMatch(found -> found.version() > version));
    }

    // It took the pen again, and went on from what the successor wrote: nothing older appeared.
    assertThat(seen).allMatch(found -> found.version() > version);
    assertThat(seen.get(0).tenths()).isBetween(11, 15);
  }

  @Test
  void whoLostThePenCannotWrite() {
    Market market = markets.getMarket(MARKET);
    MarketSurge.Update nothing = new MarketSurge.Update(List.of(), List.of());
    try (SurgePen first = SurgePen.take(kafka, market);
        SurgePen second = SurgePen.take(kafka, market)) {
      second.write(nothing);
      assertThatThrownBy(() -> first.write(new MarketSurge.Update(List.of(), List.of(GONE))))
          .isInstanceOf(KafkaException.class);
    }
  }

  private SurgeOrder override(int tenths) {
    Instant now = CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
    return new SurgeOrder(
        UUID.randomUUID(),
        MARKET,
        SurgeOrder.Kind.OVERRIDE,
        new SurgeOrder.Scope.Cells(Set.of(SurgeCells.of(TestCity.CENTER))),
        Optional.of(TestCity.STANDARD),
        tenths,
        now,
        now.plusSeconds(600),
        "olga",
        "a match",
        Optional.empty());
  }

  private java.math.BigDecimal multiplier(MarketId market) {
    return table.entry(market, TestCity.CENTER, TestCity.STANDARD, CLOCK.instant()).multiplier();
  }

  private SurgeWorker startWorker() {
    SurgeWorker worker =
        SurgeWorker.start(
            new SurgeWorker.Surroundings(
                markets, cars, ExpectedDemand.none(), orders, SurgeZones.none()::grid),
            POLICY,
            kafka,
            producer,
            CLOCK);
    open.add(worker);
    return worker;
  }

  private void see(byte[] value) {
    if (value != null) {
      CellSurge surge = SurgeRecords.decode(value).surge();
      if (surge.cell().equals(SurgeCells.of(TestCity.CENTER))) {
        seen.add(surge);
      }
    }
  }

  private Optional<CellSurge> entry() {
    return table.list(MARKET, TestCity.STANDARD, CLOCK.instant()).stream()
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
                      .setRiderId(i + 1)
                      .setProductId(TestCity.STANDARD.value())
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

  private void publishQuote(long rider, Instant at) {
    byte[] value =
        QuoteAsked.newBuilder()
            .setQuoteId(UUID.randomUUID().toString())
            .setRiderId(rider)
            .setProductId(TestCity.STANDARD.value())
            .setLatitudeE7(TestCity.CENTER.latitudeE7())
            .setLongitudeE7(TestCity.CENTER.longitudeE7())
            .setAskedAtMs(at.toEpochMilli())
            .build()
            .toByteArray();
    producer.send(new ProducerRecord<>(kafka.topic(PricingTopics.QUOTE_EVENTS), 0, "q", value));
    producer.flush();
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
    private volatile boolean asleep;
    private volatile CountDownLatch awake = new CountDownLatch(0);

    /** The next who asks waits until {@link #wake}. */
    void pause() {
      awake = new CountDownLatch(1);
    }

    void wake() {
      awake.countDown();
    }

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
      CountDownLatch bed = awake;
      asleep = bed.getCount() > 0;
      try {
        bed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new Answer(market.marketId().equals(MARKET) ? all : List.of(), complete);
    }
  }
}

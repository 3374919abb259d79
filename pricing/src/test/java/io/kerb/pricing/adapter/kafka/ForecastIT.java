package io.kerb.pricing.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import io.kerb.location.api.Cell;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.pricing.TestCity;
import io.kerb.pricing.adapter.TestSession;
import io.kerb.pricing.adapter.cassandra.CassandraDemandDays;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.pricing.forecast.CellDemand;
import io.kerb.pricing.forecast.DemandDays;
import io.kerb.pricing.forecast.DemandHistory;
import io.kerb.pricing.forecast.ForecastTable;
import io.kerb.pricing.forecast.SlotTime;
import io.kerb.pricing.surge.SurgeCells;
import io.kerb.runtime.kafka.KafkaSettings;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineStack.class)
final class ForecastIT {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration BOUND = Duration.ofSeconds(40);
  private static final MarketId MARKET = new MarketId("testville");
  private static final Cell HERE = SurgeCells.of(TestCity.CENTER);

  private final Markets markets =
      new Markets(
          List.of(TestCity.market("testville", "USD", 0), TestCity.market("other", "USD", 1)));
  private final SlotTime time = new SlotTime(markets.getMarket(MARKET).timeZone());
  private final ForecastTable table = new ForecastTable();
  private final List<AutoCloseable> open = new ArrayList<>();
  private KafkaSettings kafka;
  private Producer<String, byte[]> producer;
  private DemandDays days;

  @BeforeEach
  void start(Engines engines) throws InterruptedException {
    kafka = new KafkaSettings(engines.kafkaBootstrap(), "t" + UUID.randomUUID() + "-");
    new TopicCreator(kafka)
        .create(List.of(TripTopics.TRIP_EVENTS, PricingTopics.DEMAND_FORECAST), markets);
    producer = new KafkaProducer<>(kafka.producer());
    CqlSession session = TestSession.open(engines);
    days = new CassandraDemandDays(session, TestSession.ownKeyspaces());
    open.add(new ForecastReader(markets, table, kafka, producer));
    open.add(session);
  }

  @AfterEach
  void stop() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
    producer.close();
  }

  @Test
  void theRequestsOfTheLastHourAreExpectedToGoOn() {
    lastHour(6);
    publish("testville", new byte[] {(byte) 0xff, 1, 2, 3});
    startWorker();

    await().atMost(BOUND).until(() -> told().isPresent());
    assertThat(told().orElseThrow().forecast().next()).isBetween(4.0, 8.0);
    assertThat(told().orElseThrow().forecast().expected()).hasSize(4);
    assertThat(table.expected(new MarketId("other"), CLOCK.instant(), SlotTime.SLOT)).isEmpty();
  }

  @Test
  void anEventPublishedTwiceIsCountedOnce() {
    lastHour(6).forEach(this::publish);
    startWorker();

    await().atMost(BOUND).until(() -> told().isPresent());
    assertThat(told().orElseThrow().forecast().next()).isBetween(4.0, 8.0);
  }

  @Test
  void daysThatAreOverAreSavedAndASuccessorTakesThem() throws Exception {
    Instant then = CLOCK.instant().minus(Duration.ofHours(50));
    List<TripEvent> old = request(then, 5);
    old.forEach(this::publish);
    lastHour(6);
    ForecastWorker first = startWorker();
    long day = SlotTime.dayOf(time.slotOf(then));
    await().atMost(BOUND).until(() -> saved().size() >= DemandHistory.DAYS - 1);
    assertThat(Arrays.stream(saved().get(day).get(HERE)).sum()).isEqualTo(5);
    double expected = told().orElseThrow().forecast().next();
    open.remove(first);
    first.close();
    table.remove(MARKET, HERE);
    // As if the log had lost what is saved, and told other things of that day.
    request(then, 50);

    startWorker();

    await().atMost(BOUND).until(() -> told().isPresent());
    assertThat(told().orElseThrow().forecast().next()).isBetween(expected - 1.5, expected + 1.5);
    assertThat(Arrays.stream(saved().get(day).get(HERE)).sum()).isEqualTo(5);
  }

  @Test
  void aDayThatWasNotSavedToTheEndIsNoDay() {
    int[] counts = new int[SlotTime.PER_DAY];
    counts[95] = 40_000;
    counts[0] = 3;
    days.save(MARKET, 20_000, Map.of(HERE, counts));
    days.save(MARKET, 20_001, Map.of());

    assertThat(days.list(MARKET, 19_990, 20_010)).containsOnlyKeys(20_000L, 20_001L);
    int[] read = days.list(MARKET, 20_000, 20_001).get(20_000L).get(HERE);
    assertThat(read[0]).isEqualTo(3);
    assertThat(read[95]).as("more than a slot can hold").isEqualTo(Short.MAX_VALUE);
    assertThat(days.list(MARKET, 20_002, 20_010)).isEmpty();
    assertThat(days.list(new MarketId("other"), 19_990, 20_010)).isEmpty();
  }

  private Map<Long, Map<Cell, int[]>> saved() {
    long today = SlotTime.dayOf(time.slotOf(CLOCK.instant()));
    return days.list(MARKET, today - DemandHistory.DAYS, today);
  }

  private ForecastWorker startWorker() {
    ForecastWorker worker = ForecastWorker.start(markets, days, kafka, producer, CLOCK);
    open.add(worker);
    return worker;
  }

  private Optional<CellDemand> told() {
    return table.list(MARKET, CLOCK.instant()).stream()
        .filter(entry -> entry.cell().equals(HERE))
        .findFirst();
  }

  private List<TripEvent> lastHour(int perSlot) {
    List<TripEvent> events = new ArrayList<>();
    for (int slot = 6; slot > 0; slot--) {
      Instant at = CLOCK.instant().minus(SlotTime.SLOT.multipliedBy(slot));
      events.addAll(request(at, perSlot));
    }
    return events;
  }

  private List<TripEvent> request(Instant at, int count) {
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
              .setOccurredAtMs(at.toEpochMilli())
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
}

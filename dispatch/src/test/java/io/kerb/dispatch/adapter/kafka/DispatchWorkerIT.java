package io.kerb.dispatch.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kerb.dispatch.api.OfferId;
import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.policy.PolicyChanged;
import io.kerb.dispatch.policy.PolicyValue.Amount;
import io.kerb.dispatch.wire.DecisionRecord;
import io.kerb.dispatch.wire.MarketSummary;
import io.kerb.dispatch.wire.OfferClosed.Reason;
import io.kerb.dispatch.wire.OfferEvent;
import io.kerb.dispatch.wire.PolicyRecord;
import io.kerb.local.fixture.EngineControl;
import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.RecordLoop;
import io.kerb.trip.api.TripTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineStack.class)
final class DispatchWorkerIT {
  private static final Duration LONG_TTL = Duration.ofMinutes(1);
  private static final Duration SHORT_TTL = Duration.ofSeconds(1);

  private final List<AutoCloseable> opened = new ArrayList<>();
  private SmallTown town;
  private Producer<String, byte[]> producer;
  private TownLog log;

  @BeforeEach
  void open(Engines engines) throws Exception {
    town =
        new SmallTown(new KafkaSettings(engines.kafkaBootstrap(), "t" + UUID.randomUUID() + "-"));
    town.createTopics();
    producer = opened(town.producer());
    log = opened(new TownLog(town, producer));
    town.park(1, 100);
    town.park(2, 300);
  }

  @AfterEach
  void close() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.add(resource);
    return resource;
  }

  private DispatchWorker worker(Duration offerTtl) {
    return opened(town.startWorker(offerTtl, producer));
  }

  @Test
  void aRequestBecomesASignedOfferWithItsDecision() throws Exception {
    DispatchWorker worker = worker(LONG_TTL);
    log.onDuty(1);
    log.onDuty(2);
    log.awaitStatus(s -> s.getDriverId() == 2 && s.getOnDuty() && s.getVersion() == 1);
    UUID trip = log.request();

    OfferEvent offer = log.awaitMade(trip, 1);

    assertThat(new OfferSigner(new byte[32]).verify(new OfferId(offer.getOfferId())))
        .hasValueSatisfying(
            claims -> {
              assertThat(claims.trip().value()).isEqualTo(trip);
              assertThat(claims.driver().value()).isEqualTo(1);
              assertThat(claims.tripVersion()).isEqualTo(1);
              assertThat(claims.marketPartition()).isEqualTo(SmallTown.MARKET.partition());
            });
    assertThat(offer.getMade().getPickupEtaS()).isEqualTo(10);
    DecisionRecord decision = log.awaitDecision(d -> d.getOfferId().equals(offer.getOfferId()));
    assertThat(decision.getChosenDriverId()).isEqualTo(1);
    assertThat(decision.getSupplyComplete()).isTrue();
    assertThat(worker.owns(SmallTown.MARKET.marketId())).isTrue();
  }

  @Test
  void aDeclinedOfferGoesToTheNextDriver() throws Exception {
    worker(LONG_TTL);
    log.onDuty(1);
    log.onDuty(2);
    UUID trip = log.request();

    log.decline(log.awaitMade(trip, 1));

    log.awaitOffer(closed(1, Reason.DECLINED));
    log.awaitMade(trip, 2);
  }

  @Test
  void anUnansweredOfferGoesToTheNextDriver() throws Exception {
    worker(SHORT_TTL);
    log.onDuty(1);
    log.onDuty(2);
    UUID trip = log.request();

    log.awaitMade(trip, 1);
    log.awaitOffer(closed(1, Reason.EXPIRED));
    log.awaitMade(trip, 2);
  }

  @Test
  void anAssignedDriverIsEngagedUntilTheTripEnds() throws Exception {
    worker(LONG_TTL);
    log.onDuty(1);
    UUID trip = log.request();
    log.awaitMade(trip, 1);

    log.assign(trip, 1);
    log.awaitOffer(closed(1, Reason.ACCEPTED));
    log.awaitStatus(s -> s.getDriverId() == 1 && s.getEngaged() && s.getVersion() == 2);
    log.complete(trip, 1);
    log.awaitStatus(s -> s.getDriverId() == 1 && !s.getEngaged() && s.getVersion() == 3);

    MarketSummary summary = log.awaitSummary(s -> s.getCounters().getCompleted() == 1);
    assertThat(summary.getCounters().getRequested()).isEqualTo(1);
    assertThat(summary.getCounters().getOffers()).isEqualTo(1);
    assertThat(summary.getCounters().getAccepted()).isEqualTo(1);
    assertThat(summary.getDriversIdle()).isEqualTo(1);
  }

  @Test
  void aSuccessorKnowsWhoIsBusyWhoWasAskedAndWhoRefused() throws Exception {
    town.park(3, 500);
    // Lasts until the successor is there.
    Duration offerTtl = Duration.ofSeconds(12);
    DispatchWorker first = worker(offerTtl);
    for (long driver = 1; driver <= 3; driver++) {
      log.onDuty(driver);
    }
    UUID taken = log.request();
    log.awaitMade(taken, 1);
    log.assign(taken, 1);
    log.awaitStatus(s -> s.getDriverId() == 1 && s.getEngaged());
    UUID trip = log.request();
    log.decline(log.awaitMade(trip, 2));
    OfferEvent open = log.awaitMade(trip, 3);
    first.close();

    town.park(4, 700);
    worker(offerTtl);
    log.onDuty(4);

    log.awaitOffer(e -> e.getOfferId().equals(open.getOfferId()) && e.hasClosed());
    log.awaitMade(trip, 4);
    assertThat(made(trip)).containsExactly(2L, 3L, 4L);
    log.awaitSummary(s -> s.getCounters().getRequested() == 2 && s.getCounters().getOffers() == 4);
    assertThat(log.statuses.stream().filter(s -> s.getDriverId() == 1)).hasSize(2);
  }

  @Test
  void aChangedPolicyIsUsedFromThenOnAndOutlivesItsOwner() throws Exception {
    PolicyHistory history = new PolicyHistory(SmallTown.policy(LONG_TTL));
    opened(new PolicyFeed(history, town.settings, producer));
    DispatchWorker first = worker(LONG_TTL);
    log.onDuty(1);
    log.onDuty(2);
    UUID before = log.request();
    log.awaitMade(before, 1);
    assertThat(decisionOf(before).getPolicyVersion()).isEqualTo("test");

    log.setPolicy(Map.of("offer_ttl_s", new Amount(45)));
    log.setPolicy(Map.of("no_such_field", new Amount(1)));
    log.awaitSummary(s -> s.getPolicyVersion().equals("v1"));
    OfferEvent after = log.awaitMade(log.request(), 2);
    assertThat(decisionOf(UUID.fromString(after.getTripId())).getPolicyVersion()).isEqualTo("v1");
    assertThat(after.getMade().getExpiresAtMs() - after.getOccurredAtMs()).isEqualTo(45_000);
    first.close();

    // More refusals than a step back from the log's end takes in.
    for (int i = 0; i < 200; i++) {
      log.setPolicy(Map.of("no_such_field", new Amount(i)));
    }
    town.park(3, 500);
    DispatchWorker second = worker(LONG_TTL);
    log.onDuty(3);
    UUID inherited = log.request();
    log.awaitMade(inherited, 3);
    assertThat(decisionOf(inherited).getPolicyVersion()).isEqualTo("v1");
    second.close();

    writtenByANewerVersion();
    town.park(4, 700);
    worker(LONG_TTL);
    log.onDuty(4);
    UUID understood = log.request();
    log.awaitMade(understood, 4);
    assertThat(decisionOf(understood).getPolicyVersion()).isEqualTo("v1");
    log.setPolicy(Map.of("offer_ttl_s", new Amount(50)));
    log.awaitSummary(s -> s.getPolicyVersion().equals("v3"));
    await()
        .untilAsserted(
            () ->
                assertThat(history.listChanges(SmallTown.MARKET.marketId(), 10))
                    .extracting(PolicyChanged::number)
                    .containsExactly(3L, 1L));
  }

  private DecisionRecord decisionOf(UUID trip) {
    return log.awaitDecision(
        d -> d.getTripId().equals(trip.toString()) && d.getChosenDriverId() != 0);
  }

  private void writtenByANewerVersion() throws Exception {
    PolicyRecord strange =
        PolicyRecord.newBuilder()
            .setMarketId(SmallTown.MARKET.marketId().value())
            .setChanged(
                io.kerb.dispatch.wire.PolicyChanged.newBuilder()
                    .setVersion(2)
                    .putNumbers(
                        "phase_of_the_moon",
                        io.kerb.dispatch.wire.PolicyValue.newBuilder().setAmount(1).build()))
            .build();
    TopicPartition policies = MarketTopics.of(SmallTown.MARKET, town.settings).policies();
    producer
        .send(
            new ProducerRecord<>(
                policies.topic(), policies.partition(), "smalltown", strange.toByteArray()))
        .get();
  }

  @Test
  void aPausedDispatcherThatWakesUpPublishesNothing() throws Exception {
    Process paused =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                PausableWorker.class.getName(),
                town.settings.bootstrapServers(),
                town.settings.topicPrefix(),
                "1",
                "100")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      log.onDuty(1);
      log.onDuty(2);
      UUID trip = log.request();
      log.awaitMade(trip, 1);
      signal(paused, "STOP");

      // The successor sees car 2 only; the first one knows car 1 only: what it wrote can be told.
      town = new SmallTown(town.settings);
      town.park(2, 300);
      DispatchWorker successor = worker(Duration.ofSeconds(2));
      log.awaitMade(trip, 2);
      UUID second = log.request();
      signal(paused, "CONT");

      // It would expire its offers and make new ones at once if it could.
      log.awaitMade(second, 2);
      log.awaitOffer(e -> e.getTripId().equals(second.toString()) && e.hasClosed());
      UUID third = log.request();
      log.assign(third, 2);
      log.awaitStatus(s -> s.getDriverId() == 2 && s.getEngaged());
      assertThat(successor.owns(SmallTown.MARKET.marketId())).isTrue();
      assertThat(made(trip)).containsExactly(1L, 2L);
      assertThat(made(second)).containsExactly(2L);
      assertThat(log.offers.stream().filter(OfferEvent::hasClosed).map(OfferEvent::getOfferId))
          .doesNotHaveDuplicates();
    } finally {
      paused.destroyForcibly();
    }
  }

  @Test
  void aKafkaOutageLosesNoRequest(EngineControl control) throws Exception {
    worker(Duration.ofSeconds(2));
    log.onDuty(1);
    UUID trip = log.request();
    log.awaitMade(trip, 1);

    control.down("kafka");
    control.up("kafka");

    log.awaitOffer(closed(1, Reason.EXPIRED));
    log.onDuty(2);
    log.awaitMade(trip, 2);
  }

  @Test
  void poisonousEventsArePutAsideOnceAndTheNextOnesAreServed() throws Exception {
    log.append("before the market was owned".getBytes(StandardCharsets.UTF_8));
    DispatchWorker first = worker(LONG_TTL);
    log.onDuty(1);
    log.awaitStatus(s -> s.getDriverId() == 1);
    log.append("while it was".getBytes(StandardCharsets.UTF_8));
    UUID trip = log.request();
    log.awaitMade(trip, 1);
    first.close();

    worker(LONG_TTL);
    log.onDuty(2);
    log.awaitMade(log.request(), 2);

    assertThat(deadTripEvents()).containsExactly("before the market was owned", "while it was");
  }

  private List<String> deadTripEvents() {
    String topic = town.settings.topic(TripTopics.TRIP_EVENTS) + RecordLoop.DEAD_LETTERS;
    List<String> dead = new ArrayList<>();
    try (LogReader letters = new LogReader(town.settings)) {
      letters.readAll(
          List.of(new TopicPartition(topic, 0)),
          record -> dead.add(new String(record.value(), StandardCharsets.UTF_8)));
    }
    return dead;
  }

  private static Predicate<OfferEvent> closed(long driver, Reason reason) {
    return e -> e.getDriverId() == driver && e.hasClosed() && e.getClosed().getReason() == reason;
  }

  private List<Long> made(UUID trip) {
    return log.offers.stream()
        .filter(e -> e.hasMade() && e.getTripId().equals(trip.toString()))
        .map(OfferEvent::getDriverId)
        .toList();
  }

  private static void signal(Process process, String name) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor())
        .isZero();
  }
}

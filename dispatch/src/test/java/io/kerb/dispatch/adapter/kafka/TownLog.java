package io.kerb.dispatch.adapter.kafka;

import static org.awaitility.Awaitility.await;

import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.api.OfferId;
import io.kerb.dispatch.market.MarketCommand.DeclineOffer;
import io.kerb.dispatch.market.MarketCommand.SetDuty;
import io.kerb.dispatch.market.MarketCommand.SetPolicy;
import io.kerb.dispatch.policy.PolicyChange;
import io.kerb.dispatch.policy.PolicyValue;
import io.kerb.dispatch.wire.DecisionRecord;
import io.kerb.dispatch.wire.DriverStatus;
import io.kerb.dispatch.wire.MarketSummary;
import io.kerb.dispatch.wire.OfferEvent;
import io.kerb.location.api.DriverId;
import io.kerb.pricing.wire.Money;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.wire.TripEvent;
import io.kerb.trip.wire.TripEventType;
import io.kerb.trip.wire.TripPlace;
import io.kerb.trip.wire.TripSnapshot;
import io.kerb.trip.wire.TripStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Plays trip-service and the drivers' apps, and reads what dispatch wrote. */
final class TownLog implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final SmallTown town;
  private final Producer<String, byte[]> producer;
  private final MarketCommandLog commands;
  private final KafkaConsumer<String, byte[]> reader;
  private final Map<UUID, Long> versions = new HashMap<>();
  final List<OfferEvent> offers = new ArrayList<>();
  final List<DecisionRecord> decisions = new ArrayList<>();
  final List<DriverStatus> statuses = new ArrayList<>();
  final List<MarketSummary> summaries = new ArrayList<>();

  TownLog(SmallTown town, Producer<String, byte[]> producer) {
    this.town = town;
    this.producer = producer;
    this.commands = new MarketCommandLog(town.settings, producer, Clock.systemUTC());
    this.reader = new KafkaConsumer<>(town.settings.consumer());
    MarketTopics topics = MarketTopics.of(SmallTown.MARKET, town.settings);
    List<TopicPartition> all = new ArrayList<>(topics.statuses());
    all.addAll(List.of(topics.offers(), topics.decisions(), topics.summaries()));
    reader.assign(all);
    reader.seekToBeginning(all);
  }

  void onDuty(long driver) throws Exception {
    commands.append(
        SmallTown.MARKET, new SetDuty(new DriverId(driver), true, Set.of(SmallTown.STANDARD)), "");
  }

  /** An operator's wish, by its fields. */
  void setPolicy(Map<String, PolicyValue> fields) throws Exception {
    commands.append(
        SmallTown.MARKET,
        new SetPolicy(
            UUID.randomUUID().toString(),
            new PolicyChange(fields, Set.of()),
            OptionalLong.empty(),
            "operator",
            ""),
        "");
  }

  void decline(OfferEvent offer) throws Exception {
    commands.append(
        SmallTown.MARKET,
        new DeclineOffer(new DriverId(offer.getDriverId()), new OfferId(offer.getOfferId())),
        "");
  }

  UUID request() throws Exception {
    UUID trip = UUID.randomUUID();
    event(trip, TripEventType.REQUESTED, TripStatus.PROCESSING, 0);
    return trip;
  }

  void assign(UUID trip, long driver) throws Exception {
    event(trip, TripEventType.DRIVER_ASSIGNED, TripStatus.ACCEPTED, driver);
  }

  void complete(UUID trip, long driver) throws Exception {
    event(trip, TripEventType.COMPLETED_EVENT, TripStatus.COMPLETED, driver);
  }

  private void event(UUID trip, TripEventType type, TripStatus status, long driver)
      throws Exception {
    long version = versions.merge(trip, 1L, Long::sum);
    long now = System.currentTimeMillis();
    TripSnapshot after =
        TripSnapshot.newBuilder()
            .setTripId(trip.toString())
            .setVersion(version)
            .setStatus(status)
            .setMarketId("smalltown")
            .setProductId("standard")
            .setRiderId(99)
            .setDriverId(driver)
            .setPickup(TripPlace.getDefaultInstance())
            .setDropoff(TripPlace.newBuilder().setLongitudeE7(300_000))
            .setFare(Money.newBuilder().setAmountMinor(900).setCurrency("EUR"))
            .setRequestedAtMs(now)
            .setProcessingSinceMs(now)
            .setExpiresAtMs(now + Duration.ofMinutes(5).toMillis())
            .build();
    TripEvent event =
        TripEvent.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setTripId(trip.toString())
            .setVersion(version)
            .setMarketId("smalltown")
            .setType(type)
            .setOccurredAtMs(now)
            .setAfter(after)
            .build();
    append(event.toByteArray());
  }

  /** Whatever it is, as a trip event. */
  void append(byte[] value) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                town.settings.topic(TripTopics.TRIP_EVENTS),
                SmallTown.MARKET.partition(),
                "smalltown",
                value))
        .get();
  }

  OfferEvent awaitOffer(Predicate<OfferEvent> wanted) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              read();
              return offers.stream().anyMatch(wanted);
            });
    return offers.stream().filter(wanted).findFirst().orElseThrow();
  }

  OfferEvent awaitMade(UUID trip, long driver) {
    return awaitOffer(
        e -> e.hasMade() && e.getTripId().equals(trip.toString()) && e.getDriverId() == driver);
  }

  DecisionRecord awaitDecision(Predicate<DecisionRecord> wanted) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              read();
              return decisions.stream().anyMatch(wanted);
            });
    return decisions.stream().filter(wanted).findFirst().orElseThrow();
  }

  DriverStatus awaitStatus(Predicate<DriverStatus> wanted) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              read();
              return statuses.stream().anyMatch(wanted);
            });
    return statuses.stream().filter(wanted).findFirst().orElseThrow();
  }

  MarketSummary awaitSummary(Predicate<MarketSummary> wanted) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              read();
              return summaries.stream().anyMatch(wanted);
            });
    return summaries.stream().filter(wanted).findFirst().orElseThrow();
  }

  void read() throws Exception {
    for (ConsumerRecord<String, byte[]> record : reader.poll(Duration.ofMillis(50))) {
      if (is(record, DispatchTopics.OFFER_EVENTS.name())) {
        offers.add(OfferEvent.parseFrom(record.value()));
      } else if (is(record, DispatchTopics.DECISIONS.name())) {
        decisions.add(DecisionRecord.parseFrom(record.value()));
      } else if (is(record, DispatchTopics.MARKET_STATE.name())) {
        summaries.add(MarketSummary.parseFrom(record.value()));
      } else {
        statuses.add(DriverStatus.parseFrom(record.value()));
      }
    }
  }

  private boolean is(ConsumerRecord<String, byte[]> record, String topic) {
    return record.topic().equals(town.settings.topicPrefix() + topic);
  }

  @Override
  public void close() {
    reader.close();
  }
}

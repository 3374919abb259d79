package io.kerb.pricing.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.location.api.SupplySearch;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.pricing.surge.CellSurge;
import io.kerb.pricing.surge.MarketSurge;
import io.kerb.pricing.surge.SurgeCells;
import io.kerb.pricing.surge.SurgePolicy;
import io.kerb.runtime.kafka.ConsumerThread;
import io.kerb.runtime.kafka.DeadLetters;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.runtime.kafka.Replay;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.wire.TripEvent;
import io.kerb.trip.wire.TripPlace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the surge of the markets whose partition of {@code trip-events} it holds: folds their
 * requests and publishes the multipliers each tick. The one thread of this class does all of it.
 *
 * <p>An owner keeps no state of its own: a successor rewinds the events by one window (each trip
 * counts once, so reading twice does no harm) and takes the multipliers from where they were
 * published. The committed offset only says what was seen, for the lag and for the dead letters.
 */
public final class SurgeWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SurgeWorker.class);
  private static final String GROUP = "surge";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);

  private final Markets markets;
  private final IdleCars idleCars;
  private final SurgePolicy policy;
  private final KafkaSettings kafka;
  private final Producer<String, byte[]> producer;
  private final Clock clock;
  private final DeadLetters deadLetters;
  private final KafkaConsumer<String, byte[]> consumer;
  private final ConsumerThread thread;
  private final Map<TopicPartition, Owned> owned = new HashMap<>();

  private SurgeWorker(
      Markets markets,
      SupplySearch supply,
      SurgePolicy policy,
      KafkaSettings kafka,
      Producer<String, byte[]> producer,
      Clock clock) {
    this.markets = markets;
    this.idleCars = new IdleCars(supply);
    this.policy = policy;
    this.kafka = kafka;
    this.producer = producer;
    this.clock = clock;
    this.deadLetters = new DeadLetters(GROUP, producer);
    this.consumer = new KafkaConsumer<>(kafka.consumer(GROUP));
    this.thread = new ConsumerThread(GROUP, consumer, this::turn, () -> {});
  }

  /** Joins the group; it works until it is closed. */
  public static SurgeWorker start(
      Markets markets,
      SupplySearch supply,
      SurgePolicy policy,
      KafkaSettings kafka,
      Producer<String, byte[]> producer,
      Clock clock) {
    SurgeWorker worker = new SurgeWorker(markets, supply, policy, kafka, producer, clock);
    worker.subscribe();
    worker.thread.start();
    return worker;
  }

  private void subscribe() {
    consumer.subscribe(List.of(kafka.topic(TripTopics.TRIP_EVENTS)), new Ownership());
  }

  private static final class Owned {
    private final Market market;
    private final MarketSurge surge;
    private final long buriedBelow;
    private final long completeAt;
    private Instant nextTick;

    /**
     * @param buriedBelow what is bad before this offset is in the dead letters already
     * @param completeAt the offset up to which a window's events must be read before it is told
     */
    private Owned(
        Market market, MarketSurge surge, long buriedBelow, long completeAt, Instant nextTick) {
      this.market = market;
      this.surge = surge;
      this.buriedBelow = buriedBelow;
      this.completeAt = completeAt;
      this.nextTick = nextTick;
    }
  }

  private void turn() {
    try {
      boolean read = false;
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        handle(record);
        read = true;
      }
      for (Map.Entry<TopicPartition, Owned> entry : owned.entrySet()) {
        if (consumer.position(entry.getKey(), KAFKA_TIMEOUT) >= entry.getValue().completeAt) {
          tickIfDue(entry.getValue());
        }
      }
      if (read) {
        consumer.commitAsync();
      }
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      // The log is away, or was while we took over: drop what we own and take it over again.
      LOG.warn("surge pauses: {}", e.toString());
      owned.clear();
      pause();
      consumer.unsubscribe();
      subscribe();
    }
  }

  private void handle(ConsumerRecord<String, byte[]> record) {
    Owned market = owned.get(new TopicPartition(record.topic(), record.partition()));
    if (market == null) {
      return;
    }
    try {
      // An absent value is an empty message, which has no trip id.
      byte[] value = record.value() == null ? new byte[0] : record.value();
      fold(market.surge, TripEvent.parseFrom(value));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      if (record.offset() >= market.buriedBelow
          && !deadLetters.bury(
              record, new PoisonException("no trip event: " + e.getMessage(), e))) {
        throw new IllegalStateException("a bad record could not be put aside yet", e);
      }
    }
  }

  /** What counts: a request when it begins to look for a driver, and one that found none. */
  private static void fold(MarketSurge surge, TripEvent event) {
    TripId trip = TripId.parse(event.getTripId());
    boolean requested =
        switch (event.getType()) {
          case REQUESTED -> event.getAfter().getScheduledAtMs() == 0;
          case RELEASED -> true;
          default -> false;
        };
    boolean unmet = event.getType() == io.kerb.trip.wire.TripEventType.REQUEST_EXPIRED;
    if (!requested && !unmet) {
      return;
    }
    TripPlace pickup = event.getAfter().getPickup();
    Cell cell = SurgeCells.of(LatLng.ofE7(pickup.getLatitudeE7(), pickup.getLongitudeE7()));
    Instant at = Instant.ofEpochMilli(event.getOccurredAtMs());
    if (requested) {
      surge.requested(trip, cell, at);
    } else {
      surge.unmet(trip, cell, at);
    }
  }

  private void tickIfDue(Owned owner) {
    Instant now = clock.instant();
    if (now.isBefore(owner.nextTick)) {
      return;
    }
    owner.nextTick = now.plus(policy.tick());
    Optional<Map<Cell, Integer>> supply;
    try {
      supply = idleCars.count(owner.market);
    } catch (RuntimeException e) {
      LOG.warn("surge of {} skips a tick: no supply: {}", owner.market.marketId(), e.toString());
      return;
    }
    if (supply.isEmpty()) {
      LOG.warn("surge of {} skips a tick: supply is incomplete", owner.market.marketId());
      return;
    }
    publish(owner.market, owner.surge.tick(supply.get(), now));
  }

  private void publish(Market market, MarketSurge.Update update) {
    String topic = kafka.topic(PricingTopics.SURGE);
    for (CellSurge entry : update.entries()) {
      producer.send(
          new ProducerRecord<>(
              topic,
              market.partition(),
              entry.cell().toString(),
              SurgeRecords.encode(market.marketId(), entry)));
    }
    for (Cell cell : update.gone()) {
      producer.send(new ProducerRecord<>(topic, market.partition(), cell.toString(), null));
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(OUTAGE_PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WakeupException();
    }
  }

  @Override
  public void close() {
    thread.close();
  }

  private final class Ownership implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      owned.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Instant now = clock.instant();
      Map<TopicPartition, OffsetAndMetadata> committed =
          consumer.committed(Set.copyOf(partitions), KAFKA_TIMEOUT);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, KAFKA_TIMEOUT);
      Replay.seek(consumer, partitions, now.minus(policy.window()));
      for (TopicPartition partition : partitions) {
        OffsetAndMetadata seen = committed.get(partition);
        long buriedBelow = seen == null ? 0 : seen.offset();
        markets
            .findByPartition(partition.partition())
            .ifPresent(market -> take(partition, market, buriedBelow, ends.get(partition), now));
      }
    }

    private void take(
        TopicPartition partition, Market market, long buriedBelow, long end, Instant now) {
      List<CellSurge> published = PublishedSurge.read(kafka, market, now);
      LOG.info("surge owns {}, {} cells go on", market.marketId(), published.size());
      MarketSurge surge = new MarketSurge(policy, published);
      owned.put(partition, new Owned(market, surge, buriedBelow, end, now.plus(policy.tick())));
    }
  }
}

package io.kerb.pricing.adapter.kafka;

import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.location.api.SupplySearch;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.pricing.surge.CellSurge;
import io.kerb.pricing.surge.ExpectedDemand;
import io.kerb.pricing.surge.IdleSupply;
import io.kerb.pricing.surge.MarketSurge;
import io.kerb.pricing.surge.SurgeGrid;
import io.kerb.pricing.surge.SurgeOrders;
import io.kerb.pricing.surge.SurgePolicy;
import io.kerb.runtime.kafka.ConsumerThread;
import io.kerb.runtime.kafka.DeadLetters;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.runtime.kafka.Replay;
import io.kerb.trip.api.TripTopics;
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
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the surge of the markets whose partition of {@code trip-events} it holds: folds their
 * requests and quotes and publishes the multipliers each tick. The one thread of this class does
 * all of it.
 *
 * <p>An owner keeps no state of its own: a successor rewinds the events by one window (each trip
 * counts once, so reading twice does no harm) and takes multipliers and levels from where they were
 * published. The committed offset only says what was seen, for the lag and for the dead letters. A
 * replaced owner cannot write: see {@link SurgePen}.
 */
public final class SurgeWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SurgeWorker.class);
  private static final String GROUP = "surge";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);

  private final Surroundings around;
  private final IdleCars idleCars;
  private final SurgePolicy policy;
  private final KafkaSettings kafka;
  private final Clock clock;
  private final String trips;
  private final String quotes;
  private final DeadLetters deadLetters;
  private final KafkaConsumer<String, byte[]> consumer;
  private final ConsumerThread thread;

  /** By partition: the number is the same in all topics keyed by market. */
  private final Map<Integer, Owned> owned = new HashMap<>();

  /** What is bad before this offset is in the dead letters already. */
  private final Map<TopicPartition, Long> buriedBelow = new HashMap<>();

  /**
   * What the worker asks while it works.
   *
   * @param zones a market's grid with its zones; asked once at each takeover
   */
  public record Surroundings(
      Markets markets,
      SupplySearch supply,
      ExpectedDemand forecast,
      SurgeOrders orders,
      Function<Market, SurgeGrid> zones) {}

  private SurgeWorker(
      Surroundings around,
      SurgePolicy policy,
      KafkaSettings kafka,
      Producer<String, byte[]> deadLetters,
      Clock clock) {
    this.around = around;
    this.idleCars = new IdleCars(around.supply());
    this.policy = policy;
    this.kafka = kafka;
    this.clock = clock;
    this.trips = kafka.topic(TripTopics.TRIP_EVENTS);
    this.quotes = kafka.topic(PricingTopics.QUOTE_EVENTS);
    this.deadLetters = new DeadLetters(GROUP, deadLetters);
    this.consumer = new KafkaConsumer<>(settings(kafka));
    this.thread = new ConsumerThread(GROUP, consumer, this::turn, this::release);
  }

  /** By ranges a market's partitions of both topics come to the same member. */
  private static Map<String, Object> settings(KafkaSettings kafka) {
    Map<String, Object> properties = kafka.consumer(GROUP);
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(RangeAssignor.class));
    return properties;
  }

  /** Joins the group; it works until it is closed. */
  public static SurgeWorker start(
      Surroundings around,
      SurgePolicy policy,
      KafkaSettings kafka,
      Producer<String, byte[]> deadLetters,
      Clock clock) {
    SurgeWorker worker = new SurgeWorker(around, policy, kafka, deadLetters, clock);
    worker.subscribe();
    worker.thread.start();
    return worker;
  }

  private void subscribe() {
    consumer.subscribe(List.of(trips, quotes), new Ownership());
  }

  private static final class Owned {
    private final Market market;
    private final MarketSurge surge;
    private final SurgePen pen;
    private final long completeAt;
    private Instant nextTick;

    /**
     * @param completeAt the trips' offset up to which a window's events must be read before it is
     *     told; a quote that is missed weighs little
     */
    private Owned(
        Market market, MarketSurge surge, SurgePen pen, long completeAt, Instant nextTick) {
      this.market = market;
      this.surge = surge;
      this.pen = pen;
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
      for (Map.Entry<Integer, Owned> entry : owned.entrySet()) {
        TopicPartition partition = new TopicPartition(trips, entry.getKey());
        if (consumer.position(partition, KAFKA_TIMEOUT) >= entry.getValue().completeAt) {
          tickIfDue(entry.getValue());
        }
      }
      if (read) {
        consumer.commitAsync();
      }
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      // The log is away, or was while we took over, or another took the pen: drop what we own, and
      // take over again what the group gives us.
      LOG.warn("surge pauses: {}", e.toString());
      release();
      pause();
      consumer.unsubscribe();
      subscribe();
    }
  }

  private void release() {
    owned.values().forEach(market -> market.pen.close());
    owned.clear();
    buriedBelow.clear();
  }

  private void handle(ConsumerRecord<String, byte[]> record) {
    Owned market = owned.get(record.partition());
    if (market == null) {
      return;
    }
    try {
      // An absent value is an empty message, which has no id.
      byte[] value = record.value() == null ? new byte[0] : record.value();
      if (record.topic().equals(quotes)) {
        DemandEvents.foldQuote(market.surge, value);
      } else {
        DemandEvents.foldTrip(market.surge, value);
      }
    } catch (PoisonException e) {
      if (!isBuried(record) && !deadLetters.bury(record, e)) {
        throw new IllegalStateException("a bad record could not be put aside yet", e);
      }
    }
  }

  private boolean isBuried(ConsumerRecord<String, byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    return record.offset() < buriedBelow.getOrDefault(partition, 0L);
  }

  private void tickIfDue(Owned owner) {
    Instant now = clock.instant();
    if (now.isBefore(owner.nextTick)) {
      return;
    }
    owner.nextTick = now.plus(policy.tick());
    Optional<IdleSupply> supply;
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
    owner.pen.write(
        owner.surge.tick(
            supply.get(),
            around.forecast().of(owner.market, now, policy.window()),
            around.orders().listActive(owner.market.marketId(), now),
            now));
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
      for (TopicPartition partition : partitions) {
        Owned market = partition.topic().equals(trips) ? owned.remove(partition.partition()) : null;
        if (market != null) {
          market.pen.close();
        }
      }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Instant now = clock.instant();
      consumer
          .committed(Set.copyOf(partitions), KAFKA_TIMEOUT)
          .forEach(
              (partition, seen) -> buriedBelow.put(partition, seen == null ? 0 : seen.offset()));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, KAFKA_TIMEOUT);
      Replay.seek(consumer, partitions, now.minus(policy.window()));
      for (TopicPartition partition : partitions) {
        if (partition.topic().equals(trips)) {
          around
              .markets()
              .findByPartition(partition.partition())
              .ifPresent(market -> take(market, ends.get(partition), now));
        }
      }
    }

    /** The pen first: what is read then is the last that a predecessor could write. */
    private void take(Market market, long end, Instant now) {
      SurgePen pen = SurgePen.take(kafka, market);
      List<CellSurge> published = PublishedSurge.read(kafka, market, now);
      SurgeOrderLog.catchUp(around.orders(), kafka, market, now);
      LOG.info("surge owns {}, {} entries go on", market.marketId(), published.size());
      MarketSurge surge = new MarketSurge(policy, around.zones().apply(market), published);
      owned.put(market.partition(), new Owned(market, surge, pen, end, now.plus(policy.tick())));
    }
  }
}

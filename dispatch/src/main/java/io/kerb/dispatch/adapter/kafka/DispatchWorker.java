package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.adapter.kafka.MarketRebuild.Rebuilt;
import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.candidate.CandidateSearch;
import io.kerb.dispatch.market.MarketDecider;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.runtime.kafka.ConsumerThread;
import io.kerb.runtime.kafka.DeadLetters;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.runtime.kafka.RecordValue;
import io.kerb.trip.api.TripTopics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dispatcher's thread: a member of the group {@code dispatch}, running the markets whose
 * partitions it was given. The only class here that owns a thread.
 *
 * <p>trip-events and market-commands have the same partitions, and the range assignor gives the
 * same numbers of both to the same member; so whoever has a market has all of it.
 */
public final class DispatchWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DispatchWorker.class);
  private static final String GROUP = "dispatch";

  /** How late an expiry or a window can be noticed. */
  private static final Duration PASS = Duration.ofMillis(50);

  private static final int POLL_RECORDS_MAX = 500;

  /** A dead owner is noticed after this; Kafka's brokers allow no less unless told so. */
  private static final Duration SESSION = Duration.ofSeconds(6);

  /** How late a member hears that it must join anew: its share of a takeover. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration RETRY_FIRST = Duration.ofMillis(500);
  private static final Duration RETRY_MAX = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private final Markets markets;
  private final OfferSigner signer;
  private final CandidateSearch search;
  private final DispatchPolicy policy;
  private final Clock clock;
  private final DeadLetters deadLetters;
  private final KafkaConsumer<String, byte[]> consumer;
  private final ConsumerThread thread;
  private final Map<Integer, Slot> slots = new HashMap<>();
  private volatile Set<MarketId> owned = Set.of();

  /** A market that the group gave us: owned once its loop is there, being taken over until then. */
  private static final class Slot {
    final Market market;
    final MarketTopics topics;
    MarketLoop loop;
    Instant retryAt = Instant.MIN;
    Duration wait = RETRY_FIRST;

    Slot(Market market, MarketTopics topics) {
      this.market = market;
      this.topics = topics;
    }

    List<TopicPartition> inputs() {
      return List.of(topics.trips(), topics.commands());
    }
  }

  public DispatchWorker(
      KafkaSettings settings,
      Markets markets,
      OfferSigner signer,
      CandidateSearch search,
      DispatchPolicy policy,
      Clock clock,
      Producer<String, byte[]> deadLetters) {
    this.settings = settings;
    this.markets = markets;
    this.signer = signer;
    this.search = search;
    this.policy = policy;
    this.clock = clock;
    this.deadLetters = new DeadLetters(GROUP, deadLetters);
    Map<String, Object> properties = settings.consumer(GROUP);
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) HEARTBEAT.toMillis());
    this.consumer = new KafkaConsumer<>(properties);
    this.thread = new ConsumerThread(GROUP, consumer, this::round, this::disown);
  }

  public DispatchWorker start() {
    consumer.subscribe(
        List.of(
            settings.topic(TripTopics.TRIP_EVENTS), settings.topic(DispatchTopics.MARKET_COMMANDS)),
        new Assignment());
    thread.start();
    return this;
  }

  /** Whether this process is the market's writer right now. */
  public boolean owns(MarketId market) {
    return owned.contains(market);
  }

  private void disown() {
    slots.values().forEach(DispatchWorker::drop);
    owned = Set.of();
  }

  private void round() {
    try {
      consumer.poll(PASS).forEach(this::take);
    } catch (WakeupException | InterruptException stopping) {
      throw stopping;
    } catch (RuntimeException e) {
      // Records of this poll may have been passed over: every market reads its log again.
      LOG.error("dispatch lost its place; all its markets are taken over anew", e);
      slots.values().forEach(this::restart);
    }
    slots.values().forEach(this::pass);
    owned =
        slots.values().stream()
            .filter(slot -> slot.loop != null)
            .map(slot -> slot.market.marketId())
            .collect(Collectors.toUnmodifiableSet());
  }

  private void pass(Slot slot) {
    Instant now = clock.instant();
    try {
      if (slot.loop != null) {
        slot.loop.pass(now, consumer.groupMetadata());
      } else if (!now.isBefore(slot.retryAt)) {
        takeOver(slot, now);
      }
    } catch (WakeupException | InterruptException stopping) {
      throw stopping;
    } catch (RuntimeException e) {
      LOG.warn(
          "market {}: waits {} and reads its log again: {}",
          slot.market.marketId(),
          slot.wait,
          e.toString());
      restart(slot);
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    Slot slot = slots.get(record.partition());
    if (slot == null || slot.loop == null) {
      // The takeover reads it again from the log.
      return;
    }
    MarketLoop loop = slot.loop;
    boolean isTrip = record.topic().equals(slot.topics.trips().topic());
    // A restart within this batch moved the position: what is beyond it comes again.
    if (record.offset() < (isTrip ? loop.tripPosition() : loop.commandPosition())) {
      return;
    }
    try {
      if (isTrip) {
        loop.take(TripEventReader.read(RecordValue.of(record)), clock.instant());
      } else {
        loop.take(CommandReader.read(RecordValue.of(record)), clock.instant());
      }
    } catch (PoisonException e) {
      if (!deadLetters.bury(record, e)) {
        restart(slot);
        return;
      }
    } catch (RuntimeException e) {
      LOG.error("market {}: its state is not to be trusted", slot.market.marketId(), e);
      restart(slot);
      return;
    }
    if (isTrip) {
      loop.passedTrip(record.offset());
    } else {
      loop.passedCommand(record.offset());
    }
  }

  private void takeOver(Slot slot, Instant now) {
    proveMembership(slot);
    MarketJournal journal = new MarketJournal(slot.market, slot.topics, settings);
    try {
      journal.takeOver();
      Map<TopicPartition, OffsetAndMetadata> committed =
          consumer.committed(Set.copyOf(slot.inputs()), CALL_TIMEOUT);
      long tripsFrom = offset(committed, slot.topics.trips());
      Rebuilt rebuilt =
          MarketRebuild.from(
              slot.market, slot.topics, tripsFrom, policy, settings, deadLetters, now);
      long commandsFrom = Math.max(offset(committed, slot.topics.commands()), beginning(slot));
      consumer.seek(slot.topics.trips(), rebuilt.tripPosition());
      consumer.seek(slot.topics.commands(), commandsFrom);
      slot.loop =
          new MarketLoop(
              slot.market,
              slot.topics,
              new MarketDecider(slot.market, signer, policy, new NanoSolverClock()),
              search,
              journal,
              rebuilt,
              commandsFrom);
    } finally {
      if (slot.loop == null) {
        journal.close();
      }
    }
    consumer.resume(slot.inputs());
    slot.wait = RETRY_FIRST;
    LOG.info(
        "market {}: owned after {} ms, {} open requests, {} open offers, {} drivers on duty",
        slot.market.marketId(),
        Duration.between(now, clock.instant()).toMillis(),
        slot.loop.openRequests(),
        slot.loop.openOffers(),
        slot.loop.driversOnDuty());
  }

  /**
   * A commit is refused if the group has gone on without us. Who wakes up after a long pause finds
   * out here, before it fences the rightful owner. What is committed does not matter: an offset of
   * a topic that the group does not read.
   */
  private void proveMembership(Slot slot) {
    consumer.commitSync(
        Map.of(slot.topics.offers(), new OffsetAndMetadata(0, "taken over")), CALL_TIMEOUT);
  }

  private long beginning(Slot slot) {
    TopicPartition commands = slot.topics.commands();
    return consumer.beginningOffsets(List.of(commands), CALL_TIMEOUT).get(commands);
  }

  private static long offset(
      Map<TopicPartition, OffsetAndMetadata> committed, TopicPartition partition) {
    OffsetAndMetadata known = committed.get(partition);
    return known == null ? 0 : known.offset();
  }

  private void restart(Slot slot) {
    drop(slot);
    slot.retryAt = clock.instant().plus(slot.wait);
    Duration doubled = slot.wait.multipliedBy(2);
    slot.wait = doubled.compareTo(RETRY_MAX) < 0 ? doubled : RETRY_MAX;
    consumer.pause(slot.inputs());
  }

  private static void drop(Slot slot) {
    if (slot.loop != null) {
      slot.loop.close();
      slot.loop = null;
    }
  }

  /** Leaves the group, so that a successor need not wait for the session to end. */
  @Override
  public void close() {
    thread.close();
  }

  /** Runs within {@code poll}, on the worker's thread. */
  private final class Assignment implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(partitions);
      for (TopicPartition partition : partitions) {
        markets
            .findByPartition(partition.partition())
            .ifPresent(
                market ->
                    slots.computeIfAbsent(
                        partition.partition(),
                        number -> new Slot(market, MarketTopics.of(market, settings))));
      }
    }

    /** Everything was written at the end of the last pass: there is nothing to save. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      for (TopicPartition partition : partitions) {
        Slot slot = slots.remove(partition.partition());
        if (slot != null) {
          drop(slot);
          LOG.info("market {}: given away", slot.market.marketId());
        }
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      onPartitionsRevoked(partitions);
    }
  }
}

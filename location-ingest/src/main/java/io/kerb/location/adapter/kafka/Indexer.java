package io.kerb.location.adapter.kafka;

import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.location.api.LocationTopics;
import io.kerb.location.api.Markets;
import io.kerb.location.index.SupplyWrite;
import io.kerb.location.index.SupplyWriter;
import io.kerb.location.supply.LiveSupply;
import io.kerb.runtime.kafka.ConsumerThread;
import io.kerb.runtime.kafka.DeadLetters;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.runtime.kafka.Replay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index equal to the log: reads pings and duty of its partitions, folds them in {@link
 * LiveSupply}, writes what changed, then commits. Owns one thread.
 *
 * <p>Whoever gets a partition first reads all of its driver-status, then the last {@link #REPLAY}
 * of its pings; so the offsets that were committed say how far the index is, and nothing more.
 * While a shard is down its drivers wait in memory, one record each, and no offset is committed;
 * the others go on. A shard that comes back is written whole from memory.
 */
public final class Indexer implements AutoCloseable {
  public static final String GROUP = "location-indexer";

  /** Live drivers report every 10 s: a minute of the log has them all. */
  public static final Duration REPLAY = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);

  /** Below the group's session timeout: who was away longer may no longer own its partitions. */
  private static final Duration OWNED_FOR = Duration.ofSeconds(8);

  private static final int POLL_RECORDS_MAX = 5_000;
  private static final int BATCH_MAX = 5_000;

  private final SupplyWriter writer;
  private final ToIntFunction<Instant> orphanSweep;
  private final Clock clock;
  private final LogReader reader;
  private final DeadLetters deadLetters;
  private final String pings;
  private final String statuses;
  private final KafkaConsumer<String, byte[]> consumer;
  private final LiveSupply supply = new LiveSupply();
  private final ConsumerThread thread;

  /** Where driver-status ended when its partition was assigned; its pings wait until then. */
  private final Map<TopicPartition, Long> statusEnds = new HashMap<>();

  /** Poison that the dead-letter topic did not take yet; nothing is committed past it. */
  private final Queue<Poison> unburied = new ArrayDeque<>();

  private record Poison(ConsumerRecord<String, byte[]> record, PoisonException reason) {}

  private boolean behind;
  private long polledAt;
  private Instant committedAt = Instant.EPOCH;
  private Instant sweptAt = Instant.EPOCH;

  /**
   * @param orphanSweep removes some records older than the given time that no indexer remembers
   */
  public Indexer(
      Markets markets,
      KafkaSettings kafka,
      Producer<String, byte[]> producer,
      SupplyWriter writer,
      ToIntFunction<Instant> orphanSweep,
      Clock clock) {
    this.writer = writer;
    this.orphanSweep = orphanSweep;
    this.clock = clock;
    this.reader = new LogReader(markets);
    this.deadLetters = new DeadLetters(GROUP, producer);
    this.pings = kafka.topic(LocationTopics.DRIVER_PINGS);
    this.statuses = kafka.topic(DispatchTopics.DRIVER_STATUS);
    Map<String, Object> properties = kafka.consumer(GROUP);
    // The same number of partitions and the same subscription: range gives a member both topics'
    // partition of one number.
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
    this.consumer = new KafkaConsumer<>(properties);
    this.thread = new ConsumerThread(GROUP, consumer, this::step, () -> {});
  }

  public void start() {
    consumer.subscribe(List.of(pings, statuses), new Ownership());
    thread.start();
  }

  private void step() {
    try {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        take(record);
      }
      polledAt = System.nanoTime();
      resumeCaughtUp();
      refillReconnected();
      write();
      sweep();
      bury();
      commit();
    } catch (CommitFailedException | RebalanceInProgressException e) {
      LOG.info("{} lost its partitions; their new owner reads the last records again", GROUP);
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      if (record.topic().equals(pings)) {
        supply.take(reader.ping(record));
      } else {
        supply.take(reader.duty(record));
      }
    } catch (PoisonException reason) {
      unburied.add(new Poison(record, reason));
    }
  }

  private void resumeCaughtUp() {
    statusEnds
        .entrySet()
        .removeIf(
            entry -> {
              boolean caughtUp = consumer.position(entry.getKey()) >= entry.getValue();
              if (caughtUp) {
                consumer.resume(List.of(pingsBeside(entry.getKey())));
              }
              return caughtUp;
            });
  }

  private void refillReconnected() {
    Set<Integer> reconnected = writer.takeReconnected();
    if (!reconnected.isEmpty()) {
      supply.rewrite(cell -> reconnected.contains(writer.shardOf(cell)));
    }
  }

  private void write() {
    behind = false;
    // As many rounds as what waits now needs: what fails comes again at the end of the line, and is
    // left for after the next poll.
    for (int rounds = 1 + supply.waiting() / BATCH_MAX; rounds > 0 && stillOwns(); rounds--) {
      List<SupplyWrite> batch = supply.drain(clock.instant(), BATCH_MAX);
      List<SupplyWrite> failed = batch.isEmpty() ? List.of() : writer.write(batch);
      supply.settle(batch, failed, clock.instant());
      behind |= !failed.isEmpty();
    }
    behind |= !stillOwns();
  }

  /** A process that slept through its session must poll, and learn what is still its own. */
  private boolean stillOwns() {
    return System.nanoTime() - polledAt < OWNED_FOR.toNanos();
  }

  private void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(sweptAt.plus(SWEEP_EVERY))) {
      return;
    }
    sweptAt = now;
    int dark = supply.sweep(now);
    int orphans = orphanSweep.applyAsInt(now.minus(LiveSupply.DARK));
    if (dark + orphans > 0) {
      LOG.info("{} drivers went dark, {} forgotten records removed", dark, orphans);
    }
  }

  private void bury() {
    while (!unburied.isEmpty()) {
      Poison poison = unburied.element();
      if (!deadLetters.bury(poison.record(), poison.reason())) {
        // Read no more until it is put aside: the queue stays as long as one poll.
        consumer.pause(consumer.assignment());
        return;
      }
      unburied.remove();
      if (unburied.isEmpty()) {
        resumeAllBut(statusEnds.keySet());
      }
    }
  }

  private void resumeAllBut(Set<TopicPartition> catchingUp) {
    Set<TopicPartition> waiting =
        catchingUp.stream().map(this::pingsBeside).collect(Collectors.toSet());
    consumer.resume(
        consumer.assignment().stream().filter(partition -> !waiting.contains(partition)).toList());
  }

  private void commit() {
    Instant now = clock.instant();
    if (behind || !unburied.isEmpty() || now.isBefore(committedAt.plus(COMMIT_EVERY))) {
      return;
    }
    committedAt = now;
    consumer.commitSync();
  }

  private TopicPartition pingsBeside(TopicPartition status) {
    return new TopicPartition(pings, status.partition());
  }

  @Override
  public void close() {
    thread.close();
  }

  /** Called within poll, on the indexer's thread. */
  private final class Ownership implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      Set<Integer> numbers = new HashSet<>();
      for (TopicPartition partition : partitions) {
        numbers.add(partition.partition());
        statusEnds.remove(partition);
      }
      unburied.removeIf(
          poison ->
              partitions.contains(
                  new TopicPartition(poison.record().topic(), poison.record().partition())));
      supply.forget(numbers);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      List<TopicPartition> status =
          partitions.stream().filter(partition -> partition.topic().equals(statuses)).toList();
      List<TopicPartition> ping =
          partitions.stream().filter(partition -> partition.topic().equals(pings)).toList();
      // An empty list would mean all partitions to these calls.
      if (!status.isEmpty()) {
        consumer.seekToBeginning(status);
        statusEnds.putAll(consumer.endOffsets(status));
      }
      if (!ping.isEmpty()) {
        Replay.seek(consumer, ping, clock.instant().minus(REPLAY));
        consumer.pause(ping);
      }
      LOG.info("{} answers for partitions {}", GROUP, ping);
    }
  }
}

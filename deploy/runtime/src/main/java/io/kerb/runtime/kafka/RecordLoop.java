package io.kerb.runtime.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer's thread: hands each record to its handler in order and commits after the work.
 *
 * <p>Of failures there are two kinds. {@link PoisonException}: the record goes to the topic's
 * dead-letter topic with its reason, and the loop goes on. Anything else is taken for an engine's
 * outage: the partitions are paused and the same record is tried again, with growing waits, while
 * the group's membership is kept alive; nothing is skipped.
 */
public final class RecordLoop implements AutoCloseable {
  /** Appended to a topic's name. */
  public static final String DEAD_LETTERS = ".dlt";

  private static final Logger LOG = LoggerFactory.getLogger(RecordLoop.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY_FIRST = Duration.ofMillis(200);
  private static final Duration RETRY_MAX = Duration.ofSeconds(5);

  /** Does one record's work; has done it when it returns. */
  @FunctionalInterface
  public interface Handler {
    void handle(ConsumerRecord<String, byte[]> record) throws Exception;
  }

  private final String name;
  private final KafkaConsumer<String, byte[]> consumer;
  private final DeadLetters deadLetters;
  private final Handler handler;
  private final boolean commits;
  private final ConsumerThread thread;

  /** Fetched, but not handled yet; touched by the loop's thread only. */
  private final Queue<ConsumerRecord<String, byte[]>> unprocessed = new ArrayDeque<>();

  /** True while a record waits for its engine: what is assigned meanwhile must wait too. */
  private boolean waiting;

  private RecordLoop(
      String name,
      KafkaConsumer<String, byte[]> consumer,
      Producer<String, byte[]> deadLetters,
      Handler handler,
      boolean commits) {
    this.name = name;
    this.consumer = consumer;
    this.deadLetters = new DeadLetters(name, deadLetters);
    this.handler = handler;
    this.commits = commits;
    this.thread = new ConsumerThread(name, consumer, this::step, () -> {});
  }

  /** A member of a consumer group: each record is handled by one member, at least once. */
  public static RecordLoop ofGroup(
      String group,
      List<String> topics,
      KafkaSettings settings,
      Producer<String, byte[]> deadLetters,
      Handler handler) {
    KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings.consumer(group));
    RecordLoop loop = new RecordLoop(group, consumer, deadLetters, handler, true);
    consumer.subscribe(topics, loop.new Commit());
    loop.thread.start();
    return loop;
  }

  /**
   * A reader of its own, of every partition: each instance sees every record from {@code since} ago
   * on, again at each start.
   */
  public static RecordLoop ofAll(
      String name,
      List<String> topics,
      Duration since,
      KafkaSettings settings,
      Producer<String, byte[]> deadLetters,
      Handler handler) {
    KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings.consumer());
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    Replay.seek(consumer, partitions, Instant.now().minus(since));
    RecordLoop loop = new RecordLoop(name, consumer, deadLetters, handler, false);
    loop.thread.start();
    return loop;
  }

  private void step() {
    try {
      consumer.poll(POLL).forEach(unprocessed::add);
      while (!unprocessed.isEmpty()) {
        if (!process(unprocessed.element())) {
          return;
        }
        unprocessed.remove();
      }
      if (commits) {
        consumer.commitSync();
      }
    } catch (CommitFailedException | RebalanceInProgressException e) {
      LOG.info("{} lost its partitions; their new owner handles the last records again", name);
    } catch (InterruptException | WakeupException stopping) {
      throw stopping;
    } catch (KafkaException e) {
      LOG.warn("{} waits for Kafka: {}", name, e.toString());
      rewind();
      idle(RETRY_MAX);
    }
  }

  /** What was fetched but not handled is fetched again, instead of being committed over. */
  private void rewind() {
    Map<TopicPartition, Long> first = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : unprocessed) {
      first.merge(
          new TopicPartition(record.topic(), record.partition()), record.offset(), Math::min);
    }
    unprocessed.clear();
    first.keySet().retainAll(consumer.assignment());
    first.forEach(consumer::seek);
  }

  /** Returns false if the loop was stopped before the record could be done. */
  private boolean process(ConsumerRecord<String, byte[]> record) {
    Duration wait = RETRY_FIRST;
    while (!thread.isClosing()) {
      try {
        handler.handle(record);
        return true;
      } catch (PoisonException e) {
        if (deadLetters.bury(record, e)) {
          return true;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (Exception e) {
        LOG.warn(
            "{} waits {} to try {} again: {}", name, wait, DeadLetters.place(record), e.toString());
      }
      idle(wait);
      wait = min(wait.multipliedBy(2), RETRY_MAX);
    }
    return false;
  }

  /** Keeps polling, paused, so that the group does not take a waiting member for a dead one. */
  private void idle(Duration wait) {
    waiting = true;
    consumer.pause(consumer.assignment());
    try {
      consumer.poll(wait);
    } finally {
      waiting = false;
      consumer.resume(consumer.assignment());
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  @Override
  public void close() {
    thread.close();
  }

  private final class Commit implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // What was handled but not committed is handled again by the new owner: at least once.
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (waiting) {
        // A record fetched by the waiting poll would never reach the handler.
        consumer.pause(partitions);
      }
      LOG.info("{} reads {}", name, partitions);
    }
  }
}

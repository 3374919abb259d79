package io.kerb.dispatch.adapter.kafka;

import io.kerb.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads what is in the log now, and stops at its end; in no group. Partitions are assigned before
 * anything is asked about them: the client warns of answers about others.
 */
final class LogReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  /** A reading that gets no record for so long met an outage, and is tried again later. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private static final long STEP_FIRST = 64;

  private final KafkaConsumer<String, byte[]> consumer;

  LogReader(KafkaSettings settings) {
    this.consumer = new KafkaConsumer<>(settings.consumer());
  }

  /** From the beginning; returns nothing before every record was handed over. */
  void readAll(Collection<TopicPartition> partitions, Consumer<ConsumerRecord<String, byte[]>> to) {
    consumer.assign(partitions);
    read(consumer.beginningOffsets(partitions, CALL_TIMEOUT), to);
  }

  void readSince(
      TopicPartition partition, long timestampMs, Consumer<ConsumerRecord<String, byte[]>> to) {
    consumer.assign(List.of(partition));
    var found = consumer.offsetsForTimes(Map.of(partition, timestampMs), CALL_TIMEOUT);
    var first = found.get(partition);
    if (first != null) {
      read(Map.of(partition, first.offset()), to);
    }
  }

  /** Returns the offset after the last record. */
  long readFrom(
      TopicPartition partition, long offset, Consumer<ConsumerRecord<String, byte[]>> to) {
    consumer.assign(List.of(partition));
    long first = Math.max(offset, beginning(partition));
    return Math.max(first, read(Map.of(partition, first), to).get(partition));
  }

  /** Hands over the newest records, at least one if there is any. */
  void readLast(TopicPartition partition, Consumer<ConsumerRecord<String, byte[]>> to) {
    boolean[] found = {false};
    readBack(
        partition,
        record -> {
          found[0] = true;
          to.accept(record);
        },
        () -> found[0]);
  }

  /**
   * Steps back from the end, twice as far each time, until it is enough or the beginning is
   * reached. Each step hands over all records from there on, in their order, also those of the step
   * before.
   */
  void readBack(
      TopicPartition partition,
      Consumer<ConsumerRecord<String, byte[]>> to,
      BooleanSupplier enough) {
    consumer.assign(List.of(partition));
    long beginning = beginning(partition);
    long end = consumer.endOffsets(List.of(partition), CALL_TIMEOUT).get(partition);
    // Transactions' markers take offsets too, and compaction leaves holes: a step may find nothing.
    for (long step = STEP_FIRST; !enough.getAsBoolean(); step *= 2) {
      long from = Math.max(beginning, end - step);
      read(Map.of(partition, from), to);
      if (from == beginning) {
        return;
      }
    }
  }

  private long beginning(TopicPartition partition) {
    return consumer.beginningOffsets(List.of(partition), CALL_TIMEOUT).get(partition);
  }

  private Map<TopicPartition, Long> read(
      Map<TopicPartition, Long> from, Consumer<ConsumerRecord<String, byte[]>> to) {
    from.forEach(consumer::seek);
    Map<TopicPartition, Long> ends =
        new HashMap<>(consumer.endOffsets(from.keySet(), CALL_TIMEOUT));
    long heardAt = System.nanoTime();
    while (!ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), CALL_TIMEOUT) >= end.getValue())) {
      if (System.nanoTime() - heardAt > SILENCE_MAX.toNanos()) {
        throw new TimeoutException("reading " + from + " up to " + ends + " came to a halt");
      }
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        heardAt = System.nanoTime();
      }
      records.forEach(to);
    }
    Map<TopicPartition, Long> positions = new HashMap<>();
    ends.keySet().forEach(partition -> positions.put(partition, consumer.position(partition)));
    return positions;
  }

  @Override
  public void close() {
    consumer.close();
  }
}

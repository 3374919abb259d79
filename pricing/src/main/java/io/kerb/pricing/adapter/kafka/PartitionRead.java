package io.kerb.pricing.adapter.kafka;

import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a partition once, up to its end at that moment. */
final class PartitionRead {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  private PartitionRead() {}

  /**
   * @throws IllegalStateException if Kafka does not give it within 10 s
   */
  static void read(
      KafkaSettings kafka,
      TopicPartition partition,
      Instant since,
      Consumer<ConsumerRecord<String, byte[]>> reader) {
    try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(kafka.consumer())) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), TIMEOUT).get(partition);
      Replay.seek(consumer, List.of(partition), since);
      long deadline = System.nanoTime() + TIMEOUT.toNanos();
      while (consumer.position(partition, TIMEOUT) < end) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "could not read " + partition + " up to " + end + " within " + TIMEOUT);
        }
        consumer.poll(POLL).forEach(reader);
      }
    }
  }
}

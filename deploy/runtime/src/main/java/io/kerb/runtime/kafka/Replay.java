package io.kerb.runtime.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Where a reader begins that wants the last while of a topic again. */
public final class Replay {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Replay() {}

  /**
   * Puts the consumer before the first record of each partition that is not older than {@code
   * since}, or at the end where there is none.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException if Kafka does not say within 10 s
   */
  public static void seek(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Instant since) {
    // The ends come first, and are sought by number: seekToEnd is resolved by a later poll only,
    // and would skip what was written since the question for the times.
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
    Map<TopicPartition, Long> times =
        partitions.stream()
            .collect(Collectors.toMap(Function.identity(), partition -> since.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times, TIMEOUT);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp found = first.get(partition);
      consumer.seek(partition, found == null ? ends.get(partition) : found.offset());
    }
  }
}

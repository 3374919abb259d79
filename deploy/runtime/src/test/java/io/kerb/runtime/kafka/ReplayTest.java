package io.kerb.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class ReplayTest {
  private static final TopicPartition PARTITION = new TopicPartition("driver-pings", 0);
  private static final Instant SINCE = Instant.ofEpochMilli(1_000);

  @Test
  void readsFromTheFirstRecordOfTheWhile() {
    Log log = new Log(7, new OffsetAndTimestamp(3, 1_200));
    Replay.seek(log, List.of(PARTITION), SINCE);
    assertThat(log.position(PARTITION)).isEqualTo(3);
  }

  @Test
  void startsAtTheEndOfAQuietTopic() {
    Log log = new Log(7, null);
    Replay.seek(log, List.of(PARTITION), SINCE);
    assertThat(log.position(PARTITION)).isEqualTo(7);
  }

  @Test
  void whatIsWrittenWhileItAsksIsRead() {
    Log log =
        new Log(7, null) {
          @Override
          public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
              Map<TopicPartition, Long> times, Duration timeout) {
            Map<TopicPartition, OffsetAndTimestamp> none = super.offsetsForTimes(times, timeout);
            addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, 7, "1", "written just now"));
            updateEndOffsets(Map.of(PARTITION, 8L));
            return none;
          }
        };
    Replay.seek(log, List.of(PARTITION), SINCE);
    assertThat(log.poll(Duration.ZERO)).hasSize(1);
  }

  /** One partition, of which the times are known. */
  private static class Log extends MockConsumer<String, String> {
    private final OffsetAndTimestamp first;

    Log(long end, OffsetAndTimestamp first) {
      super("none");
      this.first = first;
      assign(List.of(PARTITION));
      updateBeginningOffsets(Map.of(PARTITION, 0L));
      updateEndOffsets(Map.of(PARTITION, end));
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(
        Collection<TopicPartition> partitions, Duration timeout) {
      return super.endOffsets(partitions);
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times, Duration timeout) {
      assertThat(times).containsEntry(PARTITION, SINCE.toEpochMilli());
      Map<TopicPartition, OffsetAndTimestamp> answer = new HashMap<>();
      answer.put(PARTITION, first);
      return answer;
    }
  }
}

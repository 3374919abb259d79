package io.kerb.trip.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.Replay;
import io.kerb.trip.adapter.codec.EventCodec;
import io.kerb.trip.adapter.codec.SnapshotCodec;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.wire.TripEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topic of trip events to where it ends now. */
public final class TopicScan {
  private static final Logger LOG = LoggerFactory.getLogger(TopicScan.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Polls without progress after which the broker is taken for dead. */
  private static final int EMPTY_POLLS_MAX = 30;

  private final KafkaSettings kafka;

  public TopicScan(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Every event; one that cannot be read is an {@link IllegalStateException} that says where. */
  public void forEach(Consumer<StoredEvent> visitor) {
    scan(Instant.EPOCH, record -> visitor.accept(parse(record)));
  }

  /**
   * Every event written since then, but for those that cannot be read.
   *
   * @return how many could not be read
   */
  public long forEach(Instant since, Consumer<StoredEvent> visitor) {
    AtomicLong unreadable = new AtomicLong();
    scan(
        since,
        record -> {
          StoredEvent event;
          try {
            event = parse(record);
          } catch (IllegalStateException e) {
            LOG.warn("left out: {}", e.getMessage());
            unreadable.incrementAndGet();
            return;
          }
          visitor.accept(event);
        });
    return unreadable.get();
  }

  private void scan(Instant since, Consumer<ConsumerRecord<String, byte[]>> visitor) {
    try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(kafka.consumer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(kafka.topic(TripTopics.TRIP_EVENTS)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Replay.seek(consumer, partitions, since);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      int empty = 0;
      while (!isRead(consumer, ends)) {
        var records = consumer.poll(POLL);
        empty = records.isEmpty() ? empty + 1 : 0;
        if (empty > EMPTY_POLLS_MAX) {
          throw new IllegalStateException("Kafka stopped answering; maybe it is down");
        }
        records.forEach(visitor);
      }
    }
  }

  private static boolean isRead(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /**
   * @throws IllegalStateException saying which record is no trip event
   */
  public static StoredEvent parse(ConsumerRecord<String, byte[]> record) {
    try {
      TripEvent wire = TripEvent.parseFrom(record.value());
      return new StoredEvent(EventCodec.fromWire(wire), SnapshotCodec.fromWire(wire.getAfter()));
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      throw new IllegalStateException(
          record.topic() + "-" + record.partition() + "@" + record.offset() + " is no trip event",
          e);
    }
  }
}

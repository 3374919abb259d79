package io.kerb.bench.town;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.kerb.location.api.TopicSpec;
import io.kerb.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** One topic of a market as it is committed, from its beginning. For one thread. */
public final class MarketLog<T> implements AutoCloseable {
  /** One window is one poll, or its end would be seen late. */
  private static final int RECORDS_MAX = 10_000;

  private static final int BYTES_MAX = 32 << 20;

  private final KafkaConsumer<String, byte[]> consumer;
  private final TopicPartition partition;
  private final Parser<T> parser;

  public MarketLog(KafkaSettings settings, TopicSpec topic, Town town, Parser<T> parser) {
    Map<String, Object> properties = settings.consumer();
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_MAX);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTES_MAX);
    this.consumer = new KafkaConsumer<>(properties);
    this.partition = new TopicPartition(settings.topic(topic), town.market().partition());
    this.parser = parser;
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /**
   * Hands over what has come.
   *
   * @param to gets each record, and when it was seen, in milliseconds since 1970
   */
  public void read(Duration patience, BiConsumer<ConsumerRecord<String, byte[]>, Long> to) {
    ConsumerRecords<String, byte[]> records = consumer.poll(patience);
    long seenAt = System.currentTimeMillis();
    records.forEach(record -> to.accept(record, seenAt));
  }

  public T parse(ConsumerRecord<String, byte[]> record) {
    try {
      return parser.parseFrom(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("not what " + partition + " should hold", e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}

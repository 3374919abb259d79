package io.kerb.pricing.adapter.kafka;

import io.kerb.location.api.Market;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.pricing.surge.CellSurge;
import io.kerb.pricing.surge.SurgeTable;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads what the last owner of a market published, up to the end of the topic at that moment. */
final class PublishedSurge {
  private PublishedSurge() {}

  /**
   * @throws IllegalStateException if Kafka does not give it within 10 s
   */
  static List<CellSurge> read(KafkaSettings kafka, Market market, Instant now) {
    Map<String, CellSurge> newest = new LinkedHashMap<>();
    PartitionRead.read(
        kafka,
        new TopicPartition(kafka.topic(PricingTopics.SURGE), market.partition()),
        now.minus(SurgeTable.STALE_AFTER),
        record -> fold(newest, record));
    return List.copyOf(newest.values());
  }

  private static void fold(Map<String, CellSurge> newest, ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      newest.remove(record.key());
      return;
    }
    try {
      newest.put(record.key(), SurgeRecords.decode(record.value()).surge());
    } catch (PoisonException e) {
      // The table's reader puts it aside; here the cell merely starts without a past.
      newest.remove(record.key());
    }
  }
}

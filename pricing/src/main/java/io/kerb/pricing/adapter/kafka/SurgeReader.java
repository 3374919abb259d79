package io.kerb.pricing.adapter.kafka;

import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.pricing.surge.MarketSurge.Place;
import io.kerb.pricing.surge.SurgeTable;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.RecordLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;

/** Keeps this instance's {@link SurgeTable} at what was last published. */
public final class SurgeReader implements AutoCloseable {
  /** What is older does not count any more: see {@link SurgeTable#STALE_AFTER}. */
  private static final Duration SINCE = SurgeTable.STALE_AFTER.multipliedBy(2);

  private final Markets markets;
  private final SurgeTable table;
  private final RecordLoop loop;

  public SurgeReader(
      Markets markets, SurgeTable table, KafkaSettings kafka, Producer<String, byte[]> producer) {
    this.markets = markets;
    this.table = table;
    this.loop =
        RecordLoop.ofAll(
            "surge-table",
            List.of(kafka.topic(PricingTopics.SURGE)),
            SINCE,
            kafka,
            producer,
            this::handle);
  }

  private void handle(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      Place place = SurgeRecords.parseKey(record.key());
      Optional<Market> market = markets.findByPartition(record.partition());
      market.ifPresent(owner -> table.remove(owner.marketId(), place));
      return;
    }
    SurgeRecords.Published published = SurgeRecords.decode(record.value());
    table.put(published.market(), published.surge());
  }

  @Override
  public void close() {
    loop.close();
  }
}

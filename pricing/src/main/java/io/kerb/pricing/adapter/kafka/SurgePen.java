package io.kerb.pricing.adapter.kafka;

import io.kerb.location.api.Market;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.pricing.surge.CellSurge;
import io.kerb.pricing.surge.MarketSurge.Place;
import io.kerb.pricing.surge.MarketSurge.Update;
import io.kerb.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The one pen that a market's surge is written with. A tick is one transaction: readers see all of
 * it or nothing. Taking the pen takes it away from who held it, so that a paused owner that wakes
 * writes nothing over its successor's.
 */
final class SurgePen implements AutoCloseable {
  /** A dead owner's open transaction hides later records from readers for at most this long. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

  private static final int BUFFER_BYTES = 4 << 20;

  private final Market market;
  private final String topic;
  private final KafkaProducer<String, byte[]> producer;

  private SurgePen(KafkaSettings kafka, Market market) {
    this.market = market;
    this.topic = kafka.topic(PricingTopics.SURGE);
    Map<String, Object> properties = kafka.producer();
    properties.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, kafka.group("surge-" + market.partition()));
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER_BYTES);
    this.producer = new KafkaProducer<>(properties);
  }

  /**
   * Ends what the predecessor left open, and fences it.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  static SurgePen take(KafkaSettings kafka, Market market) {
    SurgePen pen = new SurgePen(kafka, market);
    try {
      pen.producer.initTransactions();
      return pen;
    } catch (RuntimeException e) {
      pen.close();
      throw e;
    }
  }

  /**
   * Returns when all of it is in the log.
   *
   * @throws org.apache.kafka.common.KafkaException if it may not be; then this pen is spent
   */
  void write(Update update) {
    producer.beginTransaction();
    for (CellSurge entry : update.entries()) {
      send(SurgeRecords.place(entry), SurgeRecords.encode(market.marketId(), entry));
    }
    for (Place gone : update.gone()) {
      send(gone, null);
    }
    producer.commitTransaction();
  }

  private void send(Place place, byte[] value) {
    producer.send(new ProducerRecord<>(topic, market.partition(), SurgeRecords.key(place), value));
  }

  /** Leaves an unfinished transaction to the successor, or to its timeout. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}

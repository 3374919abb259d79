package io.kerb.dispatch.adapter.kafka;

import com.google.protobuf.MessageLite;
import io.kerb.dispatch.exchange.ExchangeEvent;
import io.kerb.dispatch.market.Outcome;
import io.kerb.dispatch.matching.Decision;
import io.kerb.dispatch.offer.OfferEvent;
import io.kerb.dispatch.policy.PolicyEvent;
import io.kerb.dispatch.supply.StatusChanged;
import io.kerb.dispatch.wire.MarketSummary;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.Market;
import io.kerb.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The one pen a market is written with. Everything of one pass goes into one transaction, with the
 * offsets it follows from: it is in the log as a whole or not at all.
 *
 * <p>Two guards keep a paused owner from writing after it was replaced: {@link #takeOver} raises
 * the transactional id's epoch, and each transaction carries the writer's generation in the group.
 */
final class MarketJournal implements AutoCloseable {
  /** A dead owner's open transaction hides later records from readers for at most this long. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

  private final Market market;
  private final MarketTopics topics;
  private final String statusTopic;
  private final KafkaProducer<String, byte[]> producer;

  MarketJournal(Market market, MarketTopics topics, KafkaSettings settings) {
    this.market = market;
    this.topics = topics;
    this.statusTopic = topics.statuses().get(0).topic();
    Map<String, Object> properties = settings.producer();
    properties.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.group("dispatch-" + market.partition()));
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
    this.producer = new KafkaProducer<>(properties);
  }

  /** Ends what the predecessor left open and fences it. */
  void takeOver() {
    producer.initTransactions();
  }

  /**
   * Returns when all of it is in the log. After an exception nobody knows whether it is; the caller
   * forgets its state and reads the log again.
   */
  void write(
      Outcome outcome,
      MarketSummary summary,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata member) {
    producer.beginTransaction();
    for (StatusChanged status : outcome.statuses()) {
      DriverId driver = status.after().driver();
      producer.send(
          new ProducerRecord<>(
              statusTopic,
              market.pingPartition(driver),
              driver.toString(),
              StatusCodec.write(status, market.marketId()).toByteArray()));
    }
    for (OfferEvent offer : outcome.offers()) {
      send(topics.offers(), OfferEventCodec.write(offer, market.marketId()));
    }
    for (ExchangeEvent exchange : outcome.exchanges()) {
      send(topics.exchanges(), ExchangeEventCodec.write(exchange, market.marketId()));
    }
    for (Decision decision : outcome.decisions()) {
      send(topics.decisions(), DecisionWriter.write(decision, market.marketId()));
    }
    for (PolicyEvent policy : outcome.policies()) {
      send(topics.policies(), PolicyCodec.write(policy, market.marketId()));
    }
    send(topics.summaries(), summary);
    producer.sendOffsetsToTransaction(offsets, member);
    producer.commitTransaction();
  }

  private void send(TopicPartition to, MessageLite message) {
    producer.send(
        new ProducerRecord<>(
            to.topic(), to.partition(), market.marketId().value(), message.toByteArray()));
  }

  /** Leaves an unfinished transaction to the successor's {@link #takeOver}, or to its timeout. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}

package io.kerb.pricing.adapter.kafka;

import io.kerb.location.api.Market;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.pricing.surge.SurgeOrder;
import io.kerb.pricing.surge.SurgeOrders;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.RecordLoop;
import io.kerb.runtime.kafka.RecordValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The log of operators' orders: written by whoever is asked, read by every instance from its
 * beginning, so that an order survives all of them. An order has its own key and is only ever
 * ended, so two instances that write at once do not get in each other's way.
 */
public final class SurgeOrderLog implements AutoCloseable {
  /** Older than any market: all of it is wanted. */
  private static final Duration ALL = Duration.ofDays(3650);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SurgeOrders orders;
  private final KafkaSettings kafka;
  private final Producer<String, byte[]> producer;
  private final RecordLoop loop;

  /** Nobody knows whether the order is in the log. */
  public static final class Unanswered extends Exception {
    private Unanswered(Throwable cause) {
      super(cause);
    }
  }

  public SurgeOrderLog(SurgeOrders orders, KafkaSettings kafka, Producer<String, byte[]> producer) {
    this.orders = orders;
    this.kafka = kafka;
    this.producer = producer;
    this.loop =
        RecordLoop.ofAll(
            "surge-orders",
            List.of(kafka.topic(PricingTopics.SURGE_ORDERS)),
            ALL,
            kafka,
            producer,
            record -> take(orders, record));
  }

  private static void take(SurgeOrders orders, ConsumerRecord<String, byte[]> record) {
    orders.take(OrderRecords.decode(RecordValue.of(record)));
  }

  /** The order is in the log, and this instance has heard of it, when this returns. */
  public void append(Market market, SurgeOrder order) throws Unanswered {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  kafka.topic(PricingTopics.SURGE_ORDERS),
                  market.partition(),
                  order.id().toString(),
                  OrderRecords.encode(order)))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unanswered(e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new Unanswered(e);
    }
    orders.take(order);
  }

  /** A new owner must not tick before it has heard of all orders. */
  static void catchUp(SurgeOrders orders, KafkaSettings kafka, Market market, Instant now) {
    PartitionRead.read(
        kafka,
        new TopicPartition(kafka.topic(PricingTopics.SURGE_ORDERS), market.partition()),
        now.minus(ALL),
        record -> {
          // What is no order is put aside by the feed of every instance.
          if (record.value() != null) {
            takeKnown(orders, record);
          }
        });
  }

  private static void takeKnown(SurgeOrders orders, ConsumerRecord<String, byte[]> record) {
    try {
      take(orders, record);
    } catch (io.kerb.runtime.kafka.PoisonException e) {
      return;
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}

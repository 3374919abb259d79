package io.kerb.trip.adapter.kafka;

import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.adapter.codec.EventCodec;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.TripLog;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes each event into its market's partition, and waits for the acknowledgement. */
public final class KafkaTripLog implements TripLog {
  private static final int ACK_TIMEOUT_S = 15;

  private final Producer<String, byte[]> producer;
  private final String topic;
  private final Markets markets;

  public KafkaTripLog(Producer<String, byte[]> producer, KafkaSettings settings, Markets markets) {
    this.producer = producer;
    this.topic = settings.topic(TripTopics.TRIP_EVENTS);
    this.markets = markets;
  }

  @Override
  public void append(StoredEvent event) {
    Market market = markets.getMarket(event.after().ride().market());
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            topic,
            market.partition(),
            market.marketId().value(),
            EventCodec.toWire(event.logged(), event.after()).toByteArray());
    if (!event.logged().traceparent().isEmpty()) {
      record
          .headers()
          .add("traceparent", event.logged().traceparent().getBytes(StandardCharsets.UTF_8));
    }
    try {
      producer.send(record).get(ACK_TIMEOUT_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while appending to " + topic, e);
    } catch (ExecutionException e) {
      throw new KafkaException("could not append to " + topic, e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException(topic + " did not acknowledge in " + ACK_TIMEOUT_S + " s", e);
    }
  }
}

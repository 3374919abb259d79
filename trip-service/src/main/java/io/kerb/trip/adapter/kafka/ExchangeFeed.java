package io.kerb.trip.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.wire.ExchangeEvent;
import io.kerb.dispatch.wire.ExchangeStep;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.runtime.kafka.RecordLoop;
import io.kerb.runtime.kafka.RecordValue;
import io.kerb.trip.exchange.CarryOutExchange;
import io.kerb.trip.exchange.Exchange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings dispatch's exchanges to who carries them out; one instance of the group does each, at
 * least once. An unknown outcome is a failure like an engine's outage: the same order is tried
 * again.
 */
public final class ExchangeFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeFeed.class);
  private static final String GROUP = "trip-exchanges";

  private final CarryOutExchange exchanges;
  private final RecordLoop loop;

  public ExchangeFeed(
      CarryOutExchange exchanges, KafkaSettings settings, Producer<String, byte[]> deadLetters) {
    this.exchanges = exchanges;
    this.loop =
        RecordLoop.ofGroup(
            GROUP,
            List.of(settings.topic(DispatchTopics.EXCHANGES)),
            settings,
            deadLetters,
            this::handle);
  }

  private void handle(ConsumerRecord<String, byte[]> record) {
    findOrder(RecordValue.of(record))
        .ifPresent(
            exchange -> LOG.info("exchange {}: {}", exchange.id(), exchanges.carryOut(exchange)));
  }

  /** Empty for what only says how an exchange went. */
  static Optional<Exchange> findOrder(byte[] value) {
    try {
      ExchangeEvent event = ExchangeEvent.parseFrom(value);
      return event.hasOrdered() ? Optional.of(order(event)) : Optional.empty();
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new PoisonException("not an exchange: " + e.getMessage(), e);
    }
  }

  private static Exchange order(ExchangeEvent event) {
    return new Exchange(
        event.getExchangeId(),
        event.getOrdered().getStepsList().stream().map(ExchangeFeed::step).toList(),
        Instant.ofEpochMilli(event.getOrdered().getExpiresAtMs()),
        event.getTraceparent());
  }

  private static Exchange.Step step(ExchangeStep step) {
    return new Exchange.Step(
        TripId.parse(step.getTripId()),
        step.getTripVersion(),
        new DriverId(step.getFromDriverId()),
        new DriverId(step.getToDriverId()));
  }

  @Override
  public void close() {
    loop.close();
  }
}

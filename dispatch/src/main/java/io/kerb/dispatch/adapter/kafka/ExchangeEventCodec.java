package io.kerb.dispatch.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.dispatch.exchange.ExchangeClosed;
import io.kerb.dispatch.exchange.ExchangeClosed.Reason;
import io.kerb.dispatch.exchange.ExchangeEvent;
import io.kerb.dispatch.exchange.ExchangeOrdered;
import io.kerb.dispatch.exchange.ExchangeOrdered.Step;
import io.kerb.dispatch.wire.ExchangeStep;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.TripId;
import io.kerb.runtime.kafka.PoisonException;
import java.time.Instant;

/** The wire form of exchange events, both ways: a successor reads what its predecessor wrote. */
final class ExchangeEventCodec {
  private ExchangeEventCodec() {}

  static io.kerb.dispatch.wire.ExchangeEvent write(ExchangeEvent event, MarketId market) {
    var wire =
        io.kerb.dispatch.wire.ExchangeEvent.newBuilder()
            .setExchangeId(event.exchange())
            .setMarketId(market.value())
            .setOccurredAtMs(event.occurredAt().toEpochMilli());
    if (event instanceof ExchangeOrdered ordered) {
      wire.setTraceparent(ordered.traceparent())
          .setOrdered(
              io.kerb.dispatch.wire.ExchangeOrdered.newBuilder()
                  .setExpiresAtMs(ordered.expiresAt().toEpochMilli())
                  .addAllSteps(ordered.steps().stream().map(ExchangeEventCodec::write).toList()));
    } else if (event instanceof ExchangeClosed closed) {
      wire.setTraceparent(closed.traceparent())
          .setClosed(
              io.kerb.dispatch.wire.ExchangeClosed.newBuilder()
                  .setReason(
                      io.kerb.dispatch.wire.ExchangeClosed.Reason.valueOf(closed.reason().name())));
    }
    return wire.build();
  }

  private static ExchangeStep write(Step step) {
    return ExchangeStep.newBuilder()
        .setTripId(step.trip().toString())
        .setTripVersion(step.tripVersion())
        .setFromDriverId(step.from().value())
        .setToDriverId(step.to().value())
        .setFromPickupEtaS(step.fromPickupEtaS())
        .setToPickupEtaS(step.toPickupEtaS())
        .build();
  }

  /**
   * @throws PoisonException if this is no exchange event
   */
  static ExchangeEvent read(byte[] value) {
    try {
      var wire = io.kerb.dispatch.wire.ExchangeEvent.parseFrom(value);
      Instant at = Instant.ofEpochMilli(wire.getOccurredAtMs());
      return switch (wire.getEventCase()) {
        case ORDERED ->
            new ExchangeOrdered(
                wire.getExchangeId(),
                wire.getOrdered().getStepsList().stream().map(ExchangeEventCodec::read).toList(),
                at,
                Instant.ofEpochMilli(wire.getOrdered().getExpiresAtMs()),
                wire.getTraceparent());
        case CLOSED ->
            new ExchangeClosed(
                wire.getExchangeId(),
                Reason.valueOf(wire.getClosed().getReason().name()),
                at,
                wire.getTraceparent());
        case EVENT_NOT_SET -> throw new IllegalArgumentException("it says nothing");
      };
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new PoisonException("not an exchange event: " + e.getMessage(), e);
    }
  }

  private static Step read(ExchangeStep step) {
    return new Step(
        TripId.parse(step.getTripId()),
        step.getTripVersion(),
        new DriverId(step.getFromDriverId()),
        new DriverId(step.getToDriverId()),
        step.getFromPickupEtaS(),
        step.getToPickupEtaS());
  }
}

package io.kerb.trip.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.dispatch.wire.ExchangeClosed;
import io.kerb.dispatch.wire.ExchangeEvent;
import io.kerb.dispatch.wire.ExchangeOrdered;
import io.kerb.dispatch.wire.ExchangeStep;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.trip.exchange.Exchange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From the topic's bytes to an order, or to the dead letters. */
final class ExchangeFeedTest {
  private static final TripId FIRST = new TripId(new UUID(0, 1));
  private static final TripId SECOND = new TripId(new UUID(0, 2));

  private static ExchangeStep.Builder step(TripId trip, long version, long from, long to) {
    return ExchangeStep.newBuilder()
        .setTripId(trip.toString())
        .setTripVersion(version)
        .setFromDriverId(from)
        .setToDriverId(to);
  }

  private static ExchangeEvent.Builder ordered(ExchangeStep.Builder... steps) {
    ExchangeOrdered.Builder ordered = ExchangeOrdered.newBuilder().setExpiresAtMs(5_000);
    for (ExchangeStep.Builder step : steps) {
      ordered.addSteps(step);
    }
    return ExchangeEvent.newBuilder()
        .setExchangeId("e1")
        .setTraceparent("trace")
        .setOrdered(ordered);
  }

  @Test
  void an_order_is_read() {
    byte[] value = ordered(step(FIRST, 2, 11, 12), step(SECOND, 4, 12, 11)).build().toByteArray();
    assertThat(ExchangeFeed.findOrder(value))
        .contains(
            new Exchange(
                "e1",
                List.of(
                    new Exchange.Step(FIRST, 2, new DriverId(11), new DriverId(12)),
                    new Exchange.Step(SECOND, 4, new DriverId(12), new DriverId(11))),
                Instant.ofEpochMilli(5_000),
                "trace"));
  }

  @Test
  void what_only_tells_how_it_went_is_no_order() {
    byte[] closed =
        ExchangeEvent.newBuilder()
            .setClosed(ExchangeClosed.newBuilder().setReason(ExchangeClosed.Reason.DONE))
            .build()
            .toByteArray();
    assertThat(ExchangeFeed.findOrder(closed)).isEmpty();
  }

  @Test
  void what_is_no_ring_goes_to_the_dead_letters() {
    byte[] chain = ordered(step(FIRST, 2, 11, 12), step(SECOND, 4, 12, 13)).build().toByteArray();
    byte[] nobody = ordered(step(FIRST, 2, 0, 12), step(SECOND, 4, 12, 0)).build().toByteArray();
    for (byte[] poison : List.of(chain, nobody, new byte[] {1, 2, 3})) {
      assertThatThrownBy(() -> ExchangeFeed.findOrder(poison)).isInstanceOf(PoisonException.class);
    }
  }
}

package io.kerb.trip.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import io.kerb.trip.exchange.Exchange.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an order must be like. */
final class ExchangeTest {
  private static Step step(int trip, int from, int to) {
    return new Step(new TripId(new UUID(0, trip)), 2, new DriverId(from), new DriverId(to));
  }

  private static Exchange exchange(Step... ring) {
    return new Exchange("e1", List.of(ring), Instant.EPOCH, "");
  }

  private static void assertRefused(Step... ring) {
    assertThatThrownBy(() -> exchange(ring)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void two_or_three_drivers_swap_in_a_ring() {
    Exchange ring = exchange(step(1, 11, 12), step(2, 12, 13), step(3, 13, 11));
    assertThat(ring.handedOverBy(new DriverId(11))).isEqualTo(new TripId(new UUID(0, 1)));
    assertThat(exchange(step(1, 11, 12), step(2, 12, 11)).ring()).hasSize(2);
  }

  @Test
  void a_chain_that_leaves_somebody_without_a_trip_is_none() {
    assertRefused(step(1, 11, 12), step(2, 12, 13));
    assertRefused(step(1, 11, 12));
    assertRefused(step(1, 11, 11));
  }

  @Test
  void a_trip_or_a_driver_comes_once() {
    assertRefused(step(1, 11, 12), step(1, 12, 11));
    assertRefused(step(1, 11, 12), step(2, 12, 11), step(3, 11, 12), step(4, 12, 11));
  }

  @Test
  void a_ring_has_an_end() {
    List<Step> ring = new ArrayList<>();
    for (int i = 0; i <= Exchange.STEPS_MAX; i++) {
      ring.add(step(i + 1, i + 1, i == Exchange.STEPS_MAX ? 1 : i + 2));
    }
    assertRefused(ring.toArray(Step[]::new));
  }
}

package io.kerb.dispatch.market;

import static io.kerb.dispatch.market.TinyCity.STANDARD;
import static io.kerb.dispatch.market.TinyCity.driver;
import static io.kerb.dispatch.market.TinyCity.trip;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.market.MarketCommand.DeclineOffer;
import io.kerb.dispatch.offer.OfferBook;
import io.kerb.dispatch.request.TripChanged;
import io.kerb.dispatch.request.TripChanged.Cause;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nothing is remembered for ever. */
class MemoryTest {
  private final TinyCity city = new TinyCity();

  @Test
  void aLateCopyOfAnEventDoesNotRaiseAnEndedTrip() {
    city.request(1, 0);
    TripChanged requested = city.trips.get(trip(1));
    city.end(1, Cause.CANCELED);

    assertThat(city.state.apply(requested)).isFalse();
    assertThat(city.state.trips().open()).isZero();
  }

  @Test
  void aRefusalIsForgottenAnHourAfterTheTripsLast() {
    city.idleDriver(1, 100, STANDARD);
    city.request(1, 0);
    city.window();
    city.run(new DeclineOffer(driver(1), city.offerOf(1).orElseThrow().offer()));
    assertThat(city.state.hasRefused(trip(1), driver(1))).isTrue();

    city.pass(OfferBook.REFUSAL_MEMORY.plus(Duration.ofSeconds(1)));
    city.car(1, 100);
    city.request(2, 0);
    city.window();

    assertThat(city.offerOf(2)).isPresent();
    assertThat(city.state.hasRefused(trip(1), driver(1))).isFalse();
  }
}

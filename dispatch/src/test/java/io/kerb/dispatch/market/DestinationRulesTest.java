package io.kerb.dispatch.market;

import static io.kerb.dispatch.market.TinyCity.STANDARD;
import static io.kerb.dispatch.market.TinyCity.driver;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.candidate.Filter;
import io.kerb.dispatch.candidate.Rejected;
import io.kerb.dispatch.market.MarketCommand.SetDuty;
import io.kerb.dispatch.matching.Decision;
import io.kerb.dispatch.request.TripChanged.Cause;
import io.kerb.dispatch.supply.Destination;
import io.kerb.location.api.LatLng;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A driver who wants to get somewhere. All rides go 3 km east. */
class DestinationRulesTest {
  private final TinyCity city = new TinyCity();

  @ParameterizedTest(name = "car at 0, home {0} m, rider at {1} m: offered {2}")
  @CsvSource({
    // On the way; 6.5 of 10 km are left at the drop-off.
    "10000, 500, true",
    // 7.2 of 10 km would be left.
    "10000, -200, false",
    // Leads away.
    "-10000, 500, false",
    // Far beyond: nearer in the end, but 2.25 times the way.
    "4000, 3500, false",
    // 1.5 km left, by a way that is a quarter longer.
    "4000, -500, true",
    // Almost to the door, but beyond it and back after a start in the wrong direction: twice the
    // way.
    "2000, -600, false",
    // As good as there: anything goes.
    "-900, 500, true"
  })
  void onlyRidesOnTheWayAreOffered(int homeMeters, int riderMeters, boolean offered) {
    city.idleDriver(1, 0, STANDARD);
    headFor(homeMeters);
    city.request(9, riderMeters);

    Decision decision = city.window().decisions().get(0);

    assertThat(decision.offer().isPresent()).isEqualTo(offered);
    if (!offered) {
      assertThat(decision.rejected())
          .singleElement()
          .extracting(Rejected::filter)
          .isEqualTo(Filter.DESTINATION);
    }
  }

  @Test
  void aRideThatEndsThereEndsTheWish() {
    drive(3_900, Cause.COMPLETED);
    assertThat(city.status(1).destination()).isEmpty();
  }

  @Test
  void aRideThatEndsElsewhereKeepsTheWish() {
    drive(4_100, Cause.COMPLETED);
    assertThat(city.status(1).destination()).isPresent();
  }

  @Test
  void aRideThatWasCanceledKeepsTheWish() {
    drive(3_900, Cause.CANCELED);
    assertThat(city.status(1).destination()).isPresent();
  }

  /** From 0 to 3 km, home at so many metres. */
  private void drive(int homeMeters, Cause end) {
    city.idleDriver(1, 0, STANDARD);
    headFor(homeMeters);
    city.request(9, 0);
    city.assign(9, 1);
    city.end(9, end);
    assertThat(city.status(1).engaged()).isFalse();
  }

  @Test
  void aDutyCallWithoutItEndsTheWish() {
    city.idleDriver(1, 0, STANDARD);
    headFor(5_000);
    city.run(new SetDuty(driver(1), true, Set.of(STANDARD)));
    assertThat(city.status(1).destination()).isEmpty();
  }

  @Test
  void aRepeatedWishChangesNothingAndAPlaceOutsideTheMarketIsNone() {
    city.idleDriver(1, 0, STANDARD);
    headFor(5_000);
    long version = city.status(1).version();
    headFor(5_000);
    assertThat(city.status(1).version()).isEqualTo(version);

    headFor(new LatLng(2, 2));
    assertThat(city.status(1).destination()).isEmpty();
  }

  private void headFor(int meters) {
    headFor(TinyCity.at(meters));
  }

  private void headFor(LatLng place) {
    city.run(new SetDuty(driver(1), true, Set.of(STANDARD), Optional.of(new Destination(place))));
  }
}

package io.kerb.dispatch.market;

import static io.kerb.dispatch.market.TinyCity.STANDARD;
import static io.kerb.dispatch.market.TinyCity.driver;
import static io.kerb.dispatch.market.TinyCity.trip;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.market.MarketCommand.DeclineOffer;
import io.kerb.dispatch.market.MarketCommand.SetDuty;
import io.kerb.dispatch.offer.CloseReason;
import io.kerb.dispatch.offer.OfferClosed;
import io.kerb.dispatch.offer.OfferMade;
import io.kerb.dispatch.request.TripChanged.Cause;
import io.kerb.location.api.DriverId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfferRulesTest {
  private static final Duration NO_TIME = Duration.ZERO;

  private final TinyCity city = new TinyCity();

  @Test
  void theNearestByPickupEtaIsAsked() {
    city.idleDriver(1, 800, STANDARD);
    city.idleDriver(2, 300, STANDARD);
    city.request(1, 0);

    city.window();

    OfferMade offer = city.offerOf(1).orElseThrow();
    assertThat(offer.driver()).isEqualTo(driver(2));
    assertThat(offer.pickupEtaS()).isEqualTo(30);
    assertThat(offer.expiresAt()).isEqualTo(city.now.plus(TinyCity.POLICY.offerTtl()));
  }

  @Test
  void aDeclinedRideGoesToTheNextDriver() {
    city.idleDriver(1, 100, STANDARD);
    city.idleDriver(2, 300, STANDARD);
    city.request(1, 0);
    city.window();
    OfferMade first = city.offerOf(1).orElseThrow();

    Outcome declined = city.run(new DeclineOffer(driver(1), first.offer()));
    city.window();

    assertThat(reasons(declined)).containsExactly(CloseReason.DECLINED);
    assertThat(city.offerOf(1).orElseThrow().driver()).isEqualTo(driver(2));
  }

  @Test
  void somebodyElseCannotDecline() {
    city.idleDriver(1, 100, STANDARD);
    city.request(1, 0);
    city.window();
    OfferMade offer = city.offerOf(1).orElseThrow();

    assertThat(city.run(new DeclineOffer(driver(2), offer.offer())).isEmpty()).isTrue();
    assertThat(city.offerOf(1)).contains(offer);
  }

  @Test
  void anUnansweredOfferExpiresAtItsTimeAndNotBefore() {
    city.idleDriver(1, 100, STANDARD);
    city.request(1, 0);
    city.window();

    assertThat(city.pass(TinyCity.POLICY.offerTtl().minusMillis(1)).isEmpty()).isTrue();
    assertThat(reasons(city.pass(Duration.ofMillis(1)))).containsExactly(CloseReason.EXPIRED);
    assertThat(city.window().offers()).as("the driver is not asked again").isEmpty();
  }

  @Test
  void anOfferNeverOutlivesItsRequest() {
    city.idleDriver(1, 100, STANDARD);
    city.request(1, 0);
    city.now = city.now.plus(TinyCity.BUDGET).minusSeconds(4);
    city.car(1, 100);
    city.window();

    assertThat(city.offerOf(1).orElseThrow().expiresAt()).isEqualTo(city.now.plusSeconds(4));
    city.pass(Duration.ofSeconds(4));
    city.idleDriver(2, 100, STANDARD);
    assertThat(city.window().offers()).as("a spent request is offered to nobody").isEmpty();
  }

  @Test
  void theWinnersOfferIsAccepted() {
    city.idleDriver(1, 100, STANDARD);
    city.request(1, 0);
    city.window();
    OfferMade offer = city.offerOf(1).orElseThrow();

    city.assign(1, 1);

    assertThat(city.state.offers().findOpen(offer.offer())).isEmpty();
    assertThat(city.status(1).engaged()).isTrue();
  }

  @Test
  void aLateAcceptOfAnotherDriverWithdrawsTheOpenOffer() {
    city.idleDriver(1, 100, STANDARD);
    city.idleDriver(2, 200, STANDARD);
    city.request(1, 0);
    city.window();
    city.pass(TinyCity.POLICY.offerTtl());
    city.window();
    assertThat(city.offerOf(1).orElseThrow().driver()).isEqualTo(driver(2));

    Outcome late = city.change(assignedTo(driver(1)));

    assertThat(reasons(late)).containsExactly(CloseReason.WITHDRAWN);
  }

  private io.kerb.dispatch.request.TripChanged assignedTo(DriverId winner) {
    var before = city.trips.get(trip(1));
    return new io.kerb.dispatch.request.TripChanged(
        before.ride(),
        before.version() + 1,
        io.kerb.dispatch.request.TripChanged.Phase.EN_ROUTE,
        city.now,
        Cause.OTHER,
        java.util.Optional.of(winner),
        before.waitingSince(),
        before.expiresAt(),
        Set.of(),
        before.blocked(),
        0,
        city.now,
        "");
  }

  @Test
  void severalDriversAreAskedAtOnceIfTheMarketWantsItAndNoneTwice() {
    city.policy = TinyCity.POLICY.toBuilder().offersParallel(2).build();
    for (int id = 1; id <= 3; id++) {
      city.idleDriver(id, id * 100, STANDARD);
    }
    city.request(1, 0);
    city.request(2, 0);

    city.window();

    // Each request's best first, then a second one for who waited longest.
    assertThat(asked(1)).hasSize(2);
    assertThat(asked(2)).hasSize(1);
    assertThat(asked(1)).doesNotContainAnyElementsOf(asked(2));

    city.run(new DeclineOffer(asked(1).get(0), city.offerOf(1).orElseThrow().offer()));
    city.idleDriver(4, 400, STANDARD);
    city.window();
    assertThat(asked(1)).as("one declined, another is asked").hasSize(2).contains(driver(4));

    Outcome accepted = city.change(assignedTo(asked(1).get(0)));
    assertThat(reasons(accepted))
        .containsExactlyInAnyOrder(CloseReason.ACCEPTED, CloseReason.WITHDRAWN);
  }

  private java.util.List<DriverId> asked(long trip) {
    return city.state.offers().listOpenOf(trip(trip)).stream().map(OfferMade::driver).toList();
  }

  @Test
  void aRequestThatIsCanceledWithdrawsItsOffer() {
    city.idleDriver(1, 100, STANDARD);
    city.request(1, 0);
    city.window();

    city.end(1, Cause.CANCELED);

    assertThat(city.state.offers().open()).isZero();
    assertThat(city.state.trips().open()).isZero();
    assertThat(city.status(1).engaged()).isFalse();
  }

  @Test
  void goingOffDutyWithdrawsTheOpenOfferAndTheRideGoesOn() {
    city.idleDriver(1, 100, STANDARD);
    city.idleDriver(2, 200, STANDARD);
    city.request(1, 0);
    city.window();

    Outcome left = city.run(new SetDuty(driver(1), false, Set.of()));
    city.window();

    assertThat(reasons(left)).containsExactly(CloseReason.WITHDRAWN);
    assertThat(city.offerOf(1).orElseThrow().driver()).isEqualTo(driver(2));
  }

  @Test
  void goingOffDutyDuringATripEndsTheDutyAndNotTheTrip() {
    city.idleDriver(1, 100, STANDARD);
    city.request(1, 0);
    city.assign(1, 1);

    city.run(new SetDuty(driver(1), false, Set.of()));

    assertThat(city.status(1).onDuty()).isFalse();
    assertThat(city.status(1).engaged()).isTrue();
    assertThat(city.state.trips().isTracked(trip(1))).isTrue();
  }

  @Test
  void aDriverWhoGaveTheTripBackDoesNotGetItAgain() {
    city.idleDriver(1, 100, STANDARD);
    city.idleDriver(2, 900, STANDARD);
    city.request(1, 0);
    city.assign(1, 1);
    city.unassign(1);

    city.window();

    assertThat(city.offerOf(1).orElseThrow().driver()).isEqualTo(driver(2));
    assertThat(city.status(1).engaged()).isFalse();
  }

  @Test
  void eachStatusChangeHasTheNextVersion() {
    city.idleDriver(1, 100, STANDARD);
    assertThat(city.status(1).version()).isEqualTo(1);
    city.run(new SetDuty(driver(1), true, Set.of(STANDARD)));
    assertThat(city.status(1).version()).as("a repeated wish changes nothing").isEqualTo(1);
    city.request(1, 0);
    city.assign(1, 1);
    city.end(1, Cause.COMPLETED);
    assertThat(city.status(1).version()).isEqualTo(3);
    assertThat(city.status(1).engaged()).isFalse();
  }

  @Test
  void dutyForProductsTheMarketDoesNotHaveIsNoDuty() {
    city.run(new SetDuty(driver(1), true, Set.of(new io.kerb.location.api.ProductId("tank"))));
    assertThat(city.status(1).onDuty()).isFalse();
  }

  @Test
  void whoHasWaitedLongerIsServedFirstWhenThereIsOneCar() {
    city.request(1, 0);
    city.pass(Duration.ofSeconds(60));
    city.idleDriver(1, 250, STANDARD);
    city.request(2, 100);

    city.window();

    assertThat(city.offerOf(1)).isPresent();
    assertThat(city.offerOf(2)).isEmpty();
  }

  @Test
  void theWholeWindowIsMatchedAtOnce() {
    // Greedy would give car 1 to request 2 (100 m) and leave request 1 with car 2 at 1,900 m.
    city.idleDriver(1, 100, STANDARD);
    city.idleDriver(2, 2_000, STANDARD);
    city.request(1, 0);
    city.request(2, 200);

    city.window();

    assertThat(city.offerOf(1).orElseThrow().driver()).isEqualTo(driver(1));
    assertThat(city.offerOf(2).orElseThrow().driver()).isEqualTo(driver(2));
  }

  @Test
  void anIncompleteAnswerOfTheIndexIsInTheDecision() {
    city.idleDriver(1, 100, STANDARD);
    city.request(1, 0);
    city.complete = false;

    assertThat(city.window().decisions()).singleElement().matches(d -> !d.supplyComplete());
  }

  @Test
  void aRequestWithoutCandidatesStillHasItsDecision() {
    city.request(1, 0);
    Outcome outcome = city.window();
    assertThat(outcome.offers()).isEmpty();
    assertThat(outcome.decisions()).singleElement().matches(d -> d.offer().isEmpty());
    assertThat(city.pass(NO_TIME).isEmpty()).isTrue();
  }

  private static List<CloseReason> reasons(Outcome outcome) {
    return outcome.offers().stream()
        .filter(OfferClosed.class::isInstance)
        .map(event -> ((OfferClosed) event).reason())
        .toList();
  }
}

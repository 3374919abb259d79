package io.kerb.dispatch.market;

import static io.kerb.dispatch.market.TinyCity.STANDARD;
import static io.kerb.dispatch.market.TinyCity.driver;
import static io.kerb.dispatch.market.TinyCity.trip;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.candidate.Filter;
import io.kerb.dispatch.candidate.Rejected;
import io.kerb.dispatch.candidate.Situation;
import io.kerb.dispatch.exchange.ExchangeClosed;
import io.kerb.dispatch.exchange.ExchangeClosed.Reason;
import io.kerb.dispatch.exchange.ExchangeOrdered;
import io.kerb.dispatch.exchange.ExchangeOrdered.Step;
import io.kerb.dispatch.market.MarketCommand.DeclineOffer;
import io.kerb.dispatch.matching.Decision;
import io.kerb.dispatch.offer.CloseReason;
import io.kerb.dispatch.offer.OfferClosed;
import io.kerb.dispatch.offer.OfferMade;
import io.kerb.dispatch.policy.DispatchPolicy.Solver;
import io.kerb.dispatch.policy.Rematching;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets another car, and who does not. Cars drive 10 m/s. */
class RematchingRulesTest {
  private final TinyCity city = new TinyCity();

  @BeforeEach
  void rematch() {
    city.policy =
        TinyCity.POLICY.toBuilder()
            .rematching(new Rematching(Duration.ofSeconds(10), Duration.ofSeconds(30), 2))
            .build();
  }

  @Test
  void aFreeDriverWhoIsMuchNearerIsAskedToRelieveTheOneOnTheWay() {
    assigned(1, 0, 10, 2_000);
    city.idleDriver(11, 100, STANDARD);

    Decision decision = city.round().decisions().get(0);

    OfferMade offer = city.offerOf(1).orElseThrow();
    assertThat(offer.driver()).isEqualTo(driver(11));
    assertThat(offer.replaces()).contains(driver(10));
    assertThat(offer.tripVersion()).isEqualTo(city.trips.get(trip(1)).version());
    assertThat(decision.held()).contains(driver(10));
    assertThat(decision.candidates())
        .extracting(weighed -> weighed.candidate().situation())
        .containsExactly(Situation.IDLE, Situation.HELD);

    Outcome accepted = replaced(1, 11);

    assertThat(accepted.offers())
        .singleElement()
        .matches(e -> e instanceof OfferClosed c && c.reason() == CloseReason.ACCEPTED);
    assertThat(city.status(10).engaged()).isFalse();
    assertThat(city.status(11).engaged()).isTrue();
  }

  @Test
  void aGainThatIsTooSmallChangesNothing() {
    assigned(1, 0, 10, 390);
    city.idleDriver(11, 100, STANDARD);
    assertThat(city.round()).isEqualTo(Outcome.NOTHING);
  }

  @Test
  void anOrdinaryWindowLeavesTheCarsOnTheirWayAlone() {
    assigned(1, 0, 10, 2_000);
    city.idleDriver(11, 100, STANDARD);
    assertThat(city.window()).isEqualTo(Outcome.NOTHING);
  }

  @Test
  void afterSoManyChangesATripKeepsItsCar() {
    assigned(1, 0, 10, 2_000);
    city.run(duty(11));
    city.replace(1, 11);
    city.run(duty(12));
    city.replace(1, 12);
    city.car(12, 3_000);
    city.idleDriver(13, 100, STANDARD);
    assertThat(city.round()).isEqualTo(Outcome.NOTHING);
  }

  @Test
  void whoStandsAtTheKerbIsNotRelieved() {
    assigned(1, 0, 10, 2_000);
    city.arrive(1);
    city.idleDriver(11, 100, STANDARD);
    assertThat(city.round()).isEqualTo(Outcome.NOTHING);
  }

  @Test
  void twoDriversOnTheirWayChangeTripsWithoutBeingAsked() {
    assigned(1, 0, 10, 3_000);
    assigned(2, 3_000, 11, 0);

    Outcome round = city.round();

    ExchangeOrdered ordered = (ExchangeOrdered) round.exchanges().get(0);
    assertThat(ordered.steps())
        .extracting(Step::trip, Step::to, Step::toPickupEtaS)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(trip(1), driver(11), 0),
            org.assertj.core.groups.Tuple.tuple(trip(2), driver(10), 0));
    assertThat(round.offers()).isEmpty();
    assertThat(round.decisions()).hasSize(2).allMatch(d -> d.exchange().isPresent());
    assertThat(city.round()).as("nobody is told twice").isEqualTo(Outcome.NOTHING);

    replaced(1, 11);
    city.replace(2, 10);

    assertThat(lastExchange()).isEqualTo(Reason.DONE);
  }

  @Test
  void whoIsAboutToChangeTripsIsNotAskedForAnother() {
    assigned(1, 0, 10, 3_000);
    assigned(2, 3_000, 11, 0);
    city.round();
    replaced(1, 11);

    city.request(3, 2_900);
    Decision decision = city.window().decisions().get(0);

    assertThat(decision.chosen()).isEmpty();
    assertThat(decision.rejected())
        .extracting(Rejected::driver, Rejected::filter)
        .contains(org.assertj.core.groups.Tuple.tuple(driver(10), Filter.EXCHANGE));
  }

  @Test
  void anExchangeEndsWhenATripWentAnotherWayOrNobodyBegan() {
    assigned(1, 0, 10, 3_000);
    assigned(2, 3_000, 11, 0);
    city.round();
    city.arrive(1);
    assertThat(lastExchange()).isEqualTo(Reason.CUT_SHORT);

    TinyCity other = new TinyCity();
    other.policy = city.policy;
    other.idleDriver(1, 0, STANDARD);
    other.idleDriver(2, 3_000, STANDARD);
    other.request(1, 3_000);
    other.request(2, 0);
    other.assign(1, 1);
    other.assign(2, 2);
    other.round();
    other.pass(Duration.ofSeconds(26));
    assertThat(((ExchangeClosed) other.exchangeLog.get(1)).reason()).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void aWaitingRiderGetsTheCarOfOneWhoIsBetterServedByAnother() {
    // 10 passes rider 2 on the way to rider 1, who has 11 behind the corner.
    assigned(1, 5_000, 10, 100);
    city.idleDriver(11, 5_100, STANDARD);
    city.request(2, 0);

    city.round();
    assertThat(city.offerOf(1).orElseThrow().driver()).isEqualTo(driver(11));
    assertThat(city.offerOf(2)).isEmpty();

    replaced(1, 11);
    city.car(10, 100);
    city.window();
    assertThat(city.offerOf(2).orElseThrow().driver()).isEqualTo(driver(10));
  }

  @Test
  void aCarThatCannotBeSparedIsNoReasonNotToAskAnIdleOne() {
    assigned(1, 3_000, 10, 100);
    city.replace(1, 11);
    city.run(duty(11));
    city.replace(1, 10);
    city.idleDriver(12, 600, STANDARD);
    city.request(2, 0);

    city.round();

    assertThat(city.offerOf(2).orElseThrow().driver()).isEqualTo(driver(12));
  }

  @Test
  void whoWouldNotRelieveAnotherIsAskedWhenTheRiderHasNoCarAnyMore() {
    assigned(1, 0, 10, 2_000);
    city.idleDriver(11, 100, STANDARD);
    city.round();
    city.run(new DeclineOffer(driver(11), city.offerOf(1).orElseThrow().offer()));
    assertThat(city.round()).as("not asked to relieve again").isEqualTo(Outcome.NOTHING);

    city.unassign(1);
    city.window();

    assertThat(city.offerOf(1).orElseThrow().driver()).isEqualTo(driver(11));
  }

  @Test
  void aGreedyPlanLeavesTheCarsOnTheirWayAlone() {
    city.policy = city.policy.toBuilder().solver(Solver.GREEDY).build();
    assigned(1, 0, 10, 3_000);
    assigned(2, 3_000, 11, 0);
    assigned(3, 0, 12, 2_000);
    city.idleDriver(13, 100, STANDARD);
    assertThat(city.round()).isEqualTo(Outcome.NOTHING);
  }

  @Test
  void aDriverNearTheDropOffIsACandidateIfTheMarketWantsIt() {
    assigned(1, 0, 10, 100);
    city.arrive(1);
    city.start(1);
    city.pass(Duration.ofSeconds(270));
    city.request(2, 3_500);
    assertThat(city.window().decisions().get(0).chosen()).isEmpty();

    city.policy = city.policy.toBuilder().forwardMax(Duration.ofMinutes(2)).build();
    city.window();

    OfferMade offer = city.offerOf(2).orElseThrow();
    assertThat(offer.driver()).isEqualTo(driver(10));
    // 60 s for a ride that is nearly over, and 500 m from its drop-off.
    assertThat(offer.pickupEtaS()).isEqualTo(110);
  }

  private void assigned(long tripId, double pickup, long driverId, double meters) {
    city.idleDriver(driverId, meters, STANDARD);
    city.request(tripId, pickup);
    city.assign(tripId, driverId);
  }

  private Outcome replaced(long tripId, long driverId) {
    int offersBefore = city.offerLog.size();
    city.replace(tripId, driverId);
    return new Outcome(
        city.offerLog.subList(offersBefore, city.offerLog.size()),
        java.util.List.of(),
        java.util.List.of(),
        java.util.List.of());
  }

  private Reason lastExchange() {
    return ((ExchangeClosed) city.exchangeLog.get(city.exchangeLog.size() - 1)).reason();
  }

  private static MarketCommand duty(long driverId) {
    return new MarketCommand.SetDuty(driver(driverId), true, java.util.Set.of(STANDARD));
  }
}

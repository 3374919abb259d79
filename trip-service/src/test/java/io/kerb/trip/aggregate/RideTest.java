package io.kerb.trip.aggregate;

import static io.kerb.trip.sample.SampleTrips.BY_DRIVER;
import static io.kerb.trip.sample.SampleTrips.BY_OPERATOR;
import static io.kerb.trip.sample.SampleTrips.BY_RIDER;
import static io.kerb.trip.sample.SampleTrips.BY_TIMER;
import static io.kerb.trip.sample.SampleTrips.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kerb.pricing.api.Money;
import io.kerb.trip.sample.SampleQuotes;
import io.kerb.trip.sample.SampleTrips;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ride itself, what comes after it, and rides booked ahead. */
final class RideTest {

  @Test
  void a_new_destination_has_a_new_price_and_a_repeat_changes_nothing() {
    SampleTrips life = SampleTrips.in(Status.IN_PROGRESS);
    TripCommand elsewhere = life.toElsewhere();
    life.must(elsewhere, BY_RIDER);
    assertThat(life.trip().ride().route().dropoff()).isEqualTo(SampleQuotes.ELSEWHERE);
    assertThat(life.trip().ride().fare()).isEqualTo(life.toElsewhere().fare());
    assertThat(life.decide(elsewhere, BY_RIDER)).isEqualTo(new Decision.AlreadySo());
  }

  @Test
  void stops_are_reached_in_order_and_once() {
    SampleTrips life = SampleTrips.in(Status.IN_PROGRESS);
    assertThat(life.decide(new TripCommand.ReachStop(2), BY_DRIVER))
        .isInstanceOf(Decision.Refused.class);
    life.must(new TripCommand.ReachStop(1), BY_DRIVER);
    assertThat(life.decide(new TripCommand.ReachStop(1), BY_DRIVER))
        .isEqualTo(new Decision.AlreadySo());
    assertThat(life.decide(new TripCommand.ReachStop(2), BY_DRIVER))
        .isInstanceOf(Decision.Refused.class);
  }

  @Test
  void both_sides_rate_once() {
    SampleTrips life = SampleTrips.in(Status.COMPLETED);
    life.must(new TripCommand.Rate(5, "kind"), BY_RIDER);
    life.must(new TripCommand.Rate(3, ""), BY_DRIVER);
    assertThat(life.decide(new TripCommand.Rate(5, "kind"), BY_RIDER))
        .isEqualTo(new Decision.AlreadySo());
    assertThat(life.decide(new TripCommand.Rate(1, ""), BY_RIDER))
        .isEqualTo(new Decision.Refused(new Refusal.AlreadyGiven("rating")));
    assertThatIllegalArgumentException().isThrownBy(() -> new TripCommand.Rate(6, ""));
  }

  @Test
  void no_more_is_refunded_than_was_paid() {
    SampleTrips life = SampleTrips.in(Status.COMPLETED);
    life.must(new TripCommand.Tip(Money.of(100, "USD")), BY_RIDER);
    life.must(new TripCommand.Refund(Money.of(900, "USD")), BY_OPERATOR);
    assertThat(life.decide(new TripCommand.Refund(Money.of(109, "USD")), BY_OPERATOR))
        .isInstanceOf(Decision.Refused.class);
    life.must(new TripCommand.Refund(Money.of(108, "USD")), BY_OPERATOR);
  }

  @Test
  void a_tip_in_another_currency_is_refused() {
    assertThat(
            SampleTrips.in(Status.COMPLETED)
                .decide(new TripCommand.Tip(Money.of(100, "EUR")), BY_RIDER))
        .isInstanceOfSatisfying(
            Decision.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("wrong_amount"));
  }

  @Test
  void a_ride_booked_ahead_is_released_shortly_before_its_time() {
    SampleTrips life = SampleTrips.scheduled(Duration.ofHours(1));
    life.after(Duration.ofHours(1).minus(POLICY.scheduledLead()).minusMillis(1));
    assertThat(life.decide(new TripCommand.Release(), BY_TIMER))
        .isInstanceOf(Decision.Refused.class);
    life.after(Duration.ofMillis(1)).must(new TripCommand.Release(), BY_TIMER);
    assertThat(life.trip().state().findRequest().orElseThrow().expiresAt())
        .isEqualTo(SampleTrips.T0.plus(Duration.ofHours(1)).plus(POLICY.requestBudget()));
  }

  @Test
  void a_booking_that_says_when_to_begin_is_released_then() {
    SampleTrips life = SampleTrips.scheduled(Duration.ofHours(1), Duration.ofMinutes(25));
    life.after(Duration.ofMinutes(35).minusMillis(1));
    assertThat(life.decide(new TripCommand.Release(), BY_TIMER))
        .isEqualTo(
            new Decision.Refused(
                new Refusal.TooEarly("release", SampleTrips.T0.plus(Duration.ofMinutes(35)))));
    life.after(Duration.ofMillis(1)).must(new TripCommand.Release(), BY_TIMER);
  }

  @Test
  void a_booking_cancelled_before_its_release_costs_nothing() {
    SampleTrips life = SampleTrips.scheduled(Duration.ofHours(1));
    life.after(Duration.ofHours(1).minus(POLICY.scheduledLead()).minusMillis(1));
    life.must(new TripCommand.Cancel("changed my mind"), BY_RIDER);
    assertThat(((TripState.RiderCanceled) life.trip().state()).fee()).isNull();
  }

  @Test
  void a_request_expires_when_its_budget_is_spent_and_not_before() {
    SampleTrips life = SampleTrips.requested().after(POLICY.requestBudget().minusMillis(1));
    assertThat(life.decide(new TripCommand.ExpireRequest(), BY_TIMER))
        .isInstanceOf(Decision.Refused.class);
    life.after(Duration.ofMillis(1)).must(new TripCommand.ExpireRequest(), BY_TIMER);
  }

  @Test
  void an_event_that_cannot_follow_is_not_applied() {
    SampleTrips life = SampleTrips.in(Status.COMPLETED);
    LoggedEvent started =
        new LoggedEvent(
            life.trip().ride().tripId(),
            life.trip().version() + 1,
            life.now(),
            "driver",
            new java.util.UUID(0, 99),
            "",
            new TripEvent.Started());
    assertThatIllegalStateException().isThrownBy(() -> life.trip().apply(started));
    List<LoggedEvent> log = life.log().stream().map(stored -> stored.logged()).toList();
    assertThatIllegalStateException().isThrownBy(() -> life.trip().apply(log.get(1)));
  }
}

package io.kerb.trip.aggregate;

import static io.kerb.trip.sample.SampleTrips.BY_DRIVER;
import static io.kerb.trip.sample.SampleTrips.BY_OPERATOR;
import static io.kerb.trip.sample.SampleTrips.BY_RIDER;
import static io.kerb.trip.sample.SampleTrips.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.DriverId;
import io.kerb.pricing.api.Money;
import io.kerb.trip.sample.SampleQuotes;
import io.kerb.trip.sample.SampleTrips;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From the accept to the start: waiting, codes, cancels, no-shows and what they cost. */
final class PickupTest {
  private static final Actor STRANGER = new Actor.Driver(new DriverId(99));

  private static Refusal refusal(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused) decision).refusal();
  }

  @Test
  void only_the_version_that_was_offered_can_be_accepted() {
    SampleTrips life = SampleTrips.requested();
    assertThat(refusal(life.decide(new TripCommand.Accept("offer", 2), BY_DRIVER)))
        .isInstanceOf(Refusal.NotOpen.class);
    life.accepted();
    assertThat(refusal(life.decide(new TripCommand.Accept("offer", 1), STRANGER)))
        .isEqualTo(new Refusal.AlreadyAssigned());
    assertThat(life.decide(new TripCommand.Accept("offer", 1), BY_DRIVER))
        .isEqualTo(new Decision.AlreadySo());
  }

  @Test
  void a_wrong_code_does_not_start_the_ride() {
    SampleTrips life = SampleTrips.in(Status.ARRIVING);
    assertThat(refusal(life.decide(new TripCommand.Start("9999"), BY_DRIVER)))
        .isEqualTo(new Refusal.WrongCode());
  }

  @Test
  void a_driver_may_give_the_trip_back_only_until_the_pickup_wait_is_over() {
    SampleTrips life = SampleTrips.in(Status.ARRIVING).after(POLICY.pickupWait().minusMillis(1));
    assertThat(life.decide(new TripCommand.Unassign(""), BY_DRIVER))
        .isInstanceOf(Decision.Happens.class);
    life.after(Duration.ofMillis(1));
    assertThat(refusal(life.decide(new TripCommand.Unassign(""), BY_DRIVER)).code())
        .isEqualTo("invalid_transition");
  }

  @Test
  void a_no_show_needs_the_pickup_wait_and_costs_the_cancel_fee() {
    SampleTrips life = SampleTrips.in(Status.ARRIVING);
    assertThat(refusal(life.decide(new TripCommand.NoShow(), BY_DRIVER)))
        .isEqualTo(new Refusal.TooEarly("no-show", life.now().plus(POLICY.pickupWait())));
    life.after(POLICY.pickupWait()).must(new TripCommand.NoShow(), BY_DRIVER);
    assertThat(((TripState.DriverCanceled) life.trip().state()).fee())
        .isEqualTo(Money.of(500, "USD"));
  }

  @Test
  void a_late_cancel_costs_its_fee_an_early_one_nothing() {
    SampleTrips early = SampleTrips.in(Status.ACCEPTED).after(Duration.ofSeconds(120));
    early.must(new TripCommand.Cancel(""), BY_RIDER);
    assertThat(((TripState.RiderCanceled) early.trip().state()).fee()).isNull();
    SampleTrips late = SampleTrips.in(Status.ACCEPTED).after(Duration.ofSeconds(121));
    late.must(new TripCommand.Cancel(""), BY_RIDER);
    assertThat(((TripState.RiderCanceled) late.trip().state()).fee())
        .isEqualTo(Money.of(500, "USD"));
  }

  @Test
  void an_operators_cancel_is_free_and_names_the_operator() {
    SampleTrips life = SampleTrips.in(Status.ACCEPTED).after(Duration.ofHours(1));
    life.must(new TripCommand.Cancel("accident"), BY_OPERATOR);
    TripState.RiderCanceled canceled = (TripState.RiderCanceled) life.trip().state();
    assertThat(canceled.fee()).isNull();
    assertThat(canceled.by()).isEqualTo("operator");
    assertThat(life.log().get(2).logged().actor()).isEqualTo("operator:ann");
  }

  @Test
  void waiting_beyond_the_free_time_is_charged() {
    SampleTrips life = SampleTrips.in(Status.ARRIVING).after(Duration.ofSeconds(120 + 90));
    life.started().must(new TripCommand.Complete(), BY_DRIVER);
    assertThat(((TripState.Completed) life.trip().state()).finalFare())
        .isEqualTo(
            SampleQuotes.RULES
                .fare(SampleQuotes.BASIS, SampleQuotes.SURGE)
                .plus(Money.of(90, "USD")));
  }

  @Test
  void a_trip_given_back_waits_anew_and_never_returns_to_that_driver() {
    SampleTrips life = SampleTrips.in(Status.ACCEPTED).after(Duration.ofMinutes(4));
    life.must(new TripCommand.Unassign("flat tyre"), BY_DRIVER);
    TripState.Processing request = life.trip().state().findRequest().orElseThrow();
    assertThat(request.expiresAt()).isEqualTo(life.now().plus(POLICY.requestBudget()));
    assertThat(request.since()).isEqualTo(life.now());
    assertThat(request.waitingSince()).isEqualTo(SampleTrips.T0);
    assertThat(life.decide(new TripCommand.Accept("offer", life.trip().version()), BY_DRIVER))
        .isInstanceOf(Decision.Refused.class);
    assertThat(life.decide(new TripCommand.Unassign("again"), BY_DRIVER))
        .isEqualTo(new Decision.AlreadySo());
  }

  @Test
  void a_driver_of_a_blocked_pair_never_gets_the_trip() {
    DriverId stranger = new DriverId(99);
    SampleTrips life = SampleTrips.requestedWithout(stranger);
    assertThat(life.decide(new TripCommand.Accept("offer", 1), STRANGER))
        .isInstanceOf(Decision.Refused.class);
    life.accepted();
    assertThat(life.decide(new TripCommand.Accept("relief", 2), STRANGER))
        .isInstanceOf(Decision.Refused.class);
    assertThat(life.decide(new TripCommand.Replace(stranger, "o", 2), new Actor.Dispatch()))
        .isInstanceOf(Decision.Refused.class);
  }

  @Test
  void a_foreign_trip_does_not_exist() {
    SampleTrips life = SampleTrips.in(Status.ACCEPTED);
    assertThat(refusal(life.decide(new TripCommand.Arrive(), STRANGER)))
        .isEqualTo(new Refusal.NotYours());
  }
}

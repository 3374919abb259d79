package io.kerb.trip.aggregate;

import static io.kerb.trip.sample.SampleTrips.BY_DRIVER;
import static io.kerb.trip.sample.SampleTrips.DRIVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.DriverId;
import io.kerb.trip.sample.SampleTrips;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A trip on whose way a driver is goes to another: by an offer, or by dispatch's order. */
final class ReliefTest {
  private static final DriverId RELIEF = new DriverId(43);
  private static final Actor BY_RELIEF = new Actor.Driver(RELIEF);
  private static final Actor BY_DISPATCH = new Actor.Dispatch();

  private final SampleTrips life = SampleTrips.in(Status.ACCEPTED);

  private TripCommand.Accept acceptOf(long version) {
    return new TripCommand.Accept("offer", version);
  }

  private TripCommand.Replace replaceOf(long version) {
    return new TripCommand.Replace(RELIEF, "exchange:1", version);
  }

  @Test
  void an_offer_of_the_accepted_version_relieves_the_driver() {
    Trip before = life.trip();
    life.after(Duration.ofSeconds(20)).must(acceptOf(before.version()), BY_RELIEF);
    assertThat(life.log().get(2).logged().event())
        .isEqualTo(new TripEvent.DriverReplaced(DRIVER, RELIEF, "offer"));
    assertThat(life.trip().status()).isEqualTo(Status.ACCEPTED);
    assertThat(life.trip().findDriver()).contains(RELIEF);
    assertThat(life.decide(new TripCommand.Arrive(), BY_DRIVER))
        .isEqualTo(new Decision.Refused(new Refusal.NotYours()));
  }

  @Test
  void an_offer_made_while_the_request_waited_does_not() {
    assertThat(life.decide(acceptOf(1), BY_RELIEF))
        .isEqualTo(new Decision.Refused(new Refusal.AlreadyAssigned()));
    assertThat(life.decide(replaceOf(1), BY_DISPATCH)).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void a_driver_who_has_arrived_is_not_relieved() {
    long offered = life.trip().version();
    life.arrived();
    assertThat(life.decide(acceptOf(offered), BY_RELIEF)).isInstanceOf(Decision.Refused.class);
    assertThat(life.decide(acceptOf(life.trip().version()), BY_RELIEF))
        .isInstanceOf(Decision.Refused.class);
    assertThat(life.decide(replaceOf(life.trip().version()), BY_DISPATCH))
        .isInstanceOf(Decision.Refused.class);
  }

  @Test
  void a_driver_does_not_relieve_themselves() {
    assertThat(life.decide(acceptOf(life.trip().version()), BY_DRIVER))
        .isEqualTo(new Decision.AlreadySo());
    life.must(replaceOf(life.trip().version()), BY_DISPATCH);
    assertThat(life.decide(replaceOf(2), BY_DISPATCH)).isEqualTo(new Decision.AlreadySo());
  }

  @Test
  void who_gave_the_trip_back_does_not_get_it_by_relieving_another() {
    life.must(new TripCommand.Unassign("flat tyre"), BY_DRIVER)
        .must(acceptOf(life.trip().version()), BY_RELIEF);
    long version = life.trip().version();
    assertThat(life.decide(acceptOf(version), BY_DRIVER)).isInstanceOf(Decision.Refused.class);
    assertThat(life.decide(new TripCommand.Replace(DRIVER, "exchange:1", version), BY_DISPATCH))
        .isInstanceOf(Decision.Refused.class);
  }

  @Test
  void who_was_relieved_may_get_the_trip_back() {
    life.must(acceptOf(2), BY_RELIEF).must(acceptOf(3), BY_DRIVER);
    assertThat(life.trip().findDriver()).contains(DRIVER);
  }
}

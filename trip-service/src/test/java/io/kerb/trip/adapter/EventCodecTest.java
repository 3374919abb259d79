package io.kerb.trip.adapter;

import static io.kerb.trip.sample.SampleTrips.BY_DRIVER;
import static io.kerb.trip.sample.SampleTrips.BY_OPERATOR;
import static io.kerb.trip.sample.SampleTrips.BY_RIDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.DriverId;
import io.kerb.pricing.api.Money;
import io.kerb.trip.adapter.codec.EventCodec;
import io.kerb.trip.adapter.codec.SnapshotCodec;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.LoggedEvent;
import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.sample.SampleTrips;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.wire.TripEvent;
import io.kerb.trip.wire.TripSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lives that together have every event and every state. */
final class EventCodecTest {

  static List<SampleTrips> lives() {
    List<SampleTrips> lives = new ArrayList<>();
    for (Status status : Status.values()) {
      lives.add(SampleTrips.in(status));
    }
    lives.add(SampleTrips.in(Status.SCHEDULED).must(new TripCommand.Cancel("no"), BY_RIDER));
    lives.add(
        SampleTrips.in(Status.SCHEDULED)
            .after(java.time.Duration.ofHours(1))
            .must(new TripCommand.Release(), SampleTrips.BY_TIMER));
    lives.add(
        SampleTrips.in(Status.ARRIVING)
            .after(java.time.Duration.ofMinutes(3))
            .must(new TripCommand.Cancel("no"), BY_RIDER));
    lives.add(SampleTrips.scheduled(java.time.Duration.ofHours(2), java.time.Duration.ofHours(1)));
    lives.add(SampleTrips.requestedWithout(new DriverId(98), new DriverId(99)).accepted());
    lives.add(
        SampleTrips.in(Status.ACCEPTED)
            .must(new TripCommand.Replace(new DriverId(43), "o2", 2L), new Actor.Dispatch())
            .must(new TripCommand.Unassign("so"), BY_OPERATOR));
    SampleTrips full = SampleTrips.in(Status.IN_PROGRESS);
    lives.add(
        full.must(new TripCommand.ReachStop(1), BY_DRIVER)
            .must(full.toElsewhere(), BY_RIDER)
            .must(new TripCommand.Complete(), BY_OPERATOR)
            .must(new TripCommand.Rate(5, "nice"), BY_RIDER)
            .must(new TripCommand.Rate(4, ""), BY_DRIVER)
            .must(new TripCommand.Tip(Money.of(250, "USD")), BY_RIDER)
            .must(new TripCommand.Refund(Money.of(99, "USD")), BY_OPERATOR));
    return lives;
  }

  @ParameterizedTest
  @MethodSource("lives")
  void every_event_and_every_state_survives_the_wire(SampleTrips life) throws Exception {
    for (StoredEvent stored : life.log()) {
      byte[] bytes = EventCodec.toWire(stored.logged(), stored.after()).toByteArray();
      TripEvent wire = TripEvent.parseFrom(bytes);
      assertThat(EventCodec.fromWire(wire)).isEqualTo(stored.logged());
      assertThat(SnapshotCodec.fromWire(wire.getAfter())).isEqualTo(stored.after());
    }
  }

  @Test
  void an_older_snapshot_of_a_ride_for_now_has_waited_since_the_request() {
    SampleTrips life = SampleTrips.in(Status.ACCEPTED).after(java.time.Duration.ofMinutes(2));
    Trip again = life.must(new TripCommand.Unassign("so"), BY_OPERATOR).trip();
    TripSnapshot older = SnapshotCodec.toWire(again).toBuilder().clearWaitingSinceMs().build();
    assertThat(SnapshotCodec.fromWire(older)).isEqualTo(again);
  }

  @Test
  void an_older_snapshot_was_priced_by_its_route_alone() {
    Trip trip = SampleTrips.in(Status.IN_PROGRESS).trip();
    TripSnapshot wire = SnapshotCodec.toWire(trip);
    TripSnapshot older =
        wire.toBuilder()
            .clearFareBasis()
            .setFareRules(
                wire.getFareRules().toBuilder()
                    .clearBand()
                    .clearPerStopMinor()
                    .clearTableDigest()
                    .clearTableLine())
            .build();
    assertThat(SnapshotCodec.fromWire(older)).isEqualTo(trip);
  }

  @ParameterizedTest
  @MethodSource("lives")
  void the_replayed_log_is_the_trip(SampleTrips life) throws Exception {
    Trip replayed = null;
    for (StoredEvent stored : life.log()) {
      LoggedEvent event = EventCodec.fromWire(EventCodec.toWire(stored.logged(), stored.after()));
      replayed = replayed == null ? Trip.begin(event) : replayed.apply(event);
    }
    assertThat(replayed).isEqualTo(life.trip());
  }

  @Test
  void a_replacement_names_who_lost_the_trip_and_nothing_else_does() {
    SampleTrips life =
        SampleTrips.in(Status.ACCEPTED)
            .must(new TripCommand.Replace(new DriverId(43), "o2", 2L), new Actor.Dispatch());
    assertThat(life.log())
        .map(stored -> EventCodec.findPrevious(EventCodec.toWire(stored.logged(), stored.after())))
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of(SampleTrips.DRIVER));
  }
}

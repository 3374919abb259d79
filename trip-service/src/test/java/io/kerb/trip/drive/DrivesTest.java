package io.kerb.trip.drive;

import static io.kerb.trip.sample.SampleTrips.BY_DRIVER;
import static io.kerb.trip.sample.SampleTrips.BY_OPERATOR;
import static io.kerb.trip.sample.SampleTrips.BY_RIDER;
import static io.kerb.trip.sample.SampleTrips.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.LatLng;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Ride;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.sample.SampleQuotes;
import io.kerb.trip.sample.SampleTrips;
import io.kerb.trip.store.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DrivesTest {
  private static final Duration RIDE = Duration.ofSeconds(400);

  private final Drives drives = new Drives(1_000);

  @Test
  void a_trip_straight_to_its_end_is_a_drive() {
    List<Finding> found = findings(finished(1, RIDE, BY_DRIVER).log());

    assertThat(found).hasSize(1);
    Drive drive = ((Finding.Usable) found.get(0)).drive();
    assertThat(drive.pickup().metersTo(SampleQuotes.PICKUP)).isLessThan(0.1);
    assertThat(drive.dropoff().metersTo(SampleQuotes.DROPOFF)).isLessThan(0.1);
    assertThat(drive.driver()).isEqualTo(SampleTrips.DRIVER);
    assertThat(drive.startedAt()).isEqualTo(T0.plusSeconds(90));
    assertThat(drive.duration()).isEqualTo(RIDE);
    assertThat(drive.routeM()).isEqualTo(2_300);
    assertThat(drive.routeS()).isEqualTo(420);
  }

  @ParameterizedTest
  @CsvSource({"119, TOO_SHORT", "5401, TOO_LONG"})
  void a_ride_of_another_length_than_rides_have_is_none(int seconds, LeftOut reason) {
    assertThat(findings(finished(1, Duration.ofSeconds(seconds), BY_DRIVER).log()))
        .containsExactly(new Finding.Unusable(reason));
  }

  @ParameterizedTest
  @CsvSource({"120", "5400"})
  void the_limits_themselves_are_rides(int seconds) {
    assertThat(findings(finished(1, Duration.ofSeconds(seconds), BY_DRIVER).log()))
        .singleElement()
        .isInstanceOf(Finding.Usable.class);
  }

  @Test
  void a_ride_to_next_door_or_to_the_next_city_within_minutes_is_none() {
    LatLng nextDoor = new LatLng(37.777, -122.4194);
    LatLng nextCity = new LatLng(38.1, -122.4194);

    assertThat(drives.apply(startOf(1))).isEmpty();
    assertThat(drives.apply(endedAt(nextDoor, 1))).contains(new Finding.Unusable(LeftOut.TOO_NEAR));
    assertThat(drives.apply(startOf(2))).isEmpty();
    assertThat(drives.apply(endedAt(nextCity, 2))).contains(new Finding.Unusable(LeftOut.TOO_FAST));
  }

  private static StoredEvent startOf(long number) {
    return last(SampleTrips.direct(number).accepted().arrived().started());
  }

  private static StoredEvent endedAt(LatLng dropoff, long number) {
    StoredEvent end = last(finished(number, RIDE, BY_DRIVER));
    Trip trip = end.after();
    Ride ride = trip.ride();
    Ride elsewhere =
        new Ride(
            ride.tripId(),
            ride.quoteId(),
            ride.rider(),
            ride.market(),
            ride.product(),
            new Ride.Route(ride.route().pickup(), List.of(), dropoff, 1_000, 400, ""),
            ride.rules(),
            ride.surgeMultiplier(),
            ride.basis(),
            ride.fare(),
            ride.pickupCode(),
            ride.requestedAt(),
            ride.scheduledAt(),
            ride.releaseAt(),
            ride.blocked());
    return new StoredEvent(
        end.logged(),
        new Trip(trip.version(), elsewhere, trip.state(), trip.released(), trip.updatedAt()));
  }

  @Test
  void what_an_operator_ended_has_no_known_end() {
    assertThat(findings(finished(1, RIDE, BY_OPERATOR).log()))
        .containsExactly(new Finding.Unusable(LeftOut.COMPLETED_BY_OPERATOR));
  }

  @Test
  void a_ride_with_stops_has_more_than_two_places() {
    SampleTrips trip =
        SampleTrips.requested()
            .accepted()
            .arrived()
            .started()
            .after(RIDE)
            .must(new TripCommand.Complete(), BY_DRIVER);

    assertThat(findings(trip.log())).containsExactly(new Finding.Unusable(LeftOut.SEVERAL_STOPS));
  }

  @Test
  void a_changed_destination_makes_two_half_rides() {
    SampleTrips trip = SampleTrips.direct(1).accepted().arrived().started().after(RIDE);
    trip.must(trip.toElsewhere(), BY_RIDER).after(RIDE).must(new TripCommand.Complete(), BY_DRIVER);

    assertThat(findings(trip.log()))
        .containsExactly(new Finding.Unusable(LeftOut.DESTINATION_CHANGED));
  }

  @Test
  void what_happened_before_the_log_is_not_guessed() {
    List<StoredEvent> log = finished(1, RIDE, BY_DRIVER).log();

    assertThat(findings(log.subList(log.size() - 1, log.size())))
        .containsExactly(new Finding.Unusable(LeftOut.BEGAN_BEFORE_THE_LOG));
  }

  @Test
  void a_trip_counts_once_however_often_it_is_published() {
    List<StoredEvent> log = finished(1, RIDE, BY_DRIVER).log();
    List<StoredEvent> twice = new ArrayList<>(log);
    twice.addAll(log.subList(2, log.size()));
    twice.addAll(log);

    assertThat(findings(twice)).hasSize(1);
  }

  @Test
  void what_follows_the_end_changes_nothing() {
    SampleTrips trip = finished(1, RIDE, BY_DRIVER).must(new TripCommand.Rate(5, ""), BY_RIDER);

    assertThat(findings(trip.log())).hasSize(1);
  }

  @Test
  void of_more_trips_at_once_than_are_remembered_the_oldest_are_left_out() {
    Drives two = new Drives(2);
    List<SampleTrips> rides = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      SampleTrips ride = SampleTrips.direct(i).accepted().arrived().started();
      ride.log().forEach(two::apply);
      rides.add(ride.after(RIDE).must(new TripCommand.Complete(), BY_DRIVER));
    }

    assertThat(rides.stream().map(ride -> two.apply(last(ride)).orElseThrow()))
        .satisfiesExactly(
            first ->
                assertThat(first).isEqualTo(new Finding.Unusable(LeftOut.BEGAN_BEFORE_THE_LOG)),
            second -> assertThat(second).isInstanceOf(Finding.class),
            third -> assertThat(third).isInstanceOf(Finding.class));
  }

  private static StoredEvent last(SampleTrips trip) {
    return trip.log().get(trip.log().size() - 1);
  }

  private static SampleTrips finished(long number, Duration ride, Actor by) {
    return SampleTrips.direct(number)
        .accepted()
        .after(Duration.ofSeconds(60))
        .arrived()
        .after(Duration.ofSeconds(30))
        .started()
        .after(ride)
        .must(new TripCommand.Complete(), by);
  }

  private List<Finding> findings(List<StoredEvent> log) {
    return log.stream().flatMap(event -> drives.apply(event).stream()).toList();
  }
}

package io.kerb.trip.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kerb.local.fixture.EngineStack;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Refusal;
import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.assign.AssignDriver;
import io.kerb.trip.change.Origin;
import io.kerb.trip.change.Outcome;
import io.kerb.trip.request.RequestOutcome;
import io.kerb.trip.request.TripRequest;
import io.kerb.trip.sample.SampleQuotes;
import io.kerb.trip.sample.TripStack;
import io.kerb.trip.store.DeadlineRows;
import io.kerb.trip.store.DeadlineRows.Deadline;
import io.kerb.trip.store.TripViews.Mark;
import io.kerb.trip.wiring.TripService;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Trips through all stores on real engines. */
@ExtendWith(EngineStack.class)
final class TripLifeIT {
  private static final Duration SETTLES_WITHIN = Duration.ofSeconds(20);

  private static TripStack stack;
  private static TripService service;

  private final RiderId rider = new RiderId(ThreadLocalRandom.current().nextLong(1, 1L << 50));
  private final DriverId driver = new DriverId(ThreadLocalRandom.current().nextLong(1, 1L << 50));

  @BeforeAll
  static void start() throws InterruptedException {
    stack = TripStack.shared();
    service = stack.service();
    service.startSweeps();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private Outcome byDriver(TripId trip, TripCommand command) {
    return service.changes().change(trip, command, new Origin(new Actor.Driver(driver), ""));
  }

  private Outcome byRider(TripId trip, TripCommand command) {
    return service.changes().change(trip, command, new Origin(new Actor.Rider(rider), ""));
  }

  private static Trip done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).trip();
  }

  private Outcome accept(TripId trip, long version) {
    return ((AssignDriver.Answered) service.assign().accept(driver, trip, version, "offer", ""))
        .outcome();
  }

  @Test
  void a_quote_that_was_changed_makes_no_trip() {
    TripRequest request = stack.newRequest(rider);
    stack.changeQuote(request.quote());

    RequestOutcome outcome = service.requests().request(request);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            RequestOutcome.Refused.class,
            refused -> assertThat(refused.reason().code()).isEqualTo("quote_not_genuine"));
    assertThat(service.requests().request(request)).isEqualTo(outcome);
  }

  @Test
  void a_whole_life_ends_with_both_free_and_a_place_in_both_histories() {
    TripId id = stack.request(service, rider);
    assertThat(service.reader().findCurrent(rider)).isPresent();

    Trip accepted = done(accept(id, 1));
    assertThat(accepted.status()).isEqualTo(Status.ACCEPTED);
    assertThat(service.reader().findCurrent(driver)).contains(accepted);

    done(byDriver(id, new TripCommand.Arrive()));
    done(byDriver(id, new TripCommand.Start(accepted.ride().pickupCode())));
    Trip completed = done(byDriver(id, new TripCommand.Complete()));
    assertThat(service.reader().findTrip(id)).contains(completed);

    Trip rated = done(byRider(id, new TripCommand.Rate(5, "fine")));
    await()
        .atMost(SETTLES_WITHIN)
        .untilAsserted(
            () -> {
              assertThat(service.reader().findCurrent(rider)).isEmpty();
              assertThat(service.stores().drivers().findSlot(driver.value()).trip()).isNull();
              assertThat(service.stores().views().listByRider(rider, Mark.newest(), 5))
                  .isEqualTo(List.of(rated));
              assertThat(service.stores().views().listByDriver(driver, Mark.newest(), 5))
                  .isEqualTo(List.of(rated));
              assertThat(service.stores().intents().listIntents(id)).isEmpty();
            });
  }

  @Test
  void the_same_key_gives_the_same_answer_and_another_payload_is_refused() {
    TripRequest request = stack.newRequest(rider);
    RequestOutcome first = service.requests().request(request);
    assertThat(first).isInstanceOf(RequestOutcome.Created.class);
    assertThat(service.requests().request(request)).isEqualTo(first);
    TripRequest other = new TripRequest(rider, request.quote(), null, request.key(), "another", "");
    assertThat(service.requests().request(other)).isInstanceOf(RequestOutcome.KeyReused.class);
  }

  @Test
  void a_quote_is_good_for_one_trip() {
    TripRequest request = stack.newRequest(rider);
    assertThat(service.requests().request(request)).isInstanceOf(RequestOutcome.Created.class);
    TripRequest again = new TripRequest(rider, request.quote(), null, "another-key", "payload", "");
    RequestOutcome second = service.requests().request(again);
    assertThat(second)
        .isInstanceOfSatisfying(
            RequestOutcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RequestOutcome.Reason.QUOTE_USED));
    // And the refusal is what the key stands for.
    assertThat(service.requests().request(again)).isEqualTo(second);
  }

  @Test
  void ordering_now_by_the_quote_of_a_booked_ride_leaves_its_rider_free() {
    TripRequest now = stack.newRequest(rider);
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
    TripRequest booking =
        new TripRequest(rider, now.quote(), tomorrow, "booking-key", now.payload(), "");
    assertThat(service.requests().request(booking)).isInstanceOf(RequestOutcome.Created.class);

    assertThat(service.requests().request(now)).isInstanceOf(RequestOutcome.Refused.class);

    assertThat(service.requests().request(stack.newRequest(rider)))
        .isInstanceOf(RequestOutcome.Created.class);
  }

  @Test
  void a_rider_has_one_open_trip_until_it_ends() {
    TripId id = stack.request(service, rider);
    assertThat(service.requests().request(stack.newRequest(rider)))
        .isInstanceOfSatisfying(
            RequestOutcome.Refused.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(RequestOutcome.Reason.RIDER_HAS_OPEN_TRIP));
    done(byRider(id, new TripCommand.Cancel("changed my mind")));
    // At once, whether or not the slot has been freed yet.
    assertThat(service.requests().request(stack.newRequest(rider)))
        .isInstanceOf(RequestOutcome.Created.class);
  }

  @Test
  void of_two_drivers_one_wins_and_the_other_stays_free() {
    TripId id = stack.request(service, rider);
    done(accept(id, 1));
    DriverId late = new DriverId(driver.value() + 1);
    AssignDriver.AcceptOutcome lost = service.assign().accept(late, id, 1, "offer-2", "");
    assertThat(((AssignDriver.Answered) lost).outcome())
        .isEqualTo(new Outcome.Refused(new Refusal.AlreadyAssigned()));
    assertThat(service.stores().drivers().findSlot(late.value()).trip()).isNull();
    // A repeat of the won accept is answered as the first was.
    assertThat(done(accept(id, 1)).findDriver()).contains(driver);
  }

  @Test
  void a_driver_with_a_trip_cannot_accept_another() {
    done(accept(stack.request(service, rider), 1));
    TripId other = stack.request(service, new RiderId(rider.value() + 1));
    assertThat(service.assign().accept(driver, other, 1, "offer", ""))
        .isEqualTo(new AssignDriver.DriverBusy());
    assertThat(service.reader().findTrip(other).orElseThrow().status())
        .isEqualTo(Status.PROCESSING);
  }

  @Test
  void a_trip_given_back_is_processing_again_and_its_driver_free() {
    TripId id = stack.request(service, rider);
    done(accept(id, 1));
    Trip again = done(byDriver(id, new TripCommand.Unassign("flat tyre")));
    assertThat(again.status()).isEqualTo(Status.PROCESSING);
    assertThat(again.released()).containsExactly(driver);
    await()
        .atMost(SETTLES_WITHIN)
        .untilAsserted(
            () -> assertThat(service.stores().drivers().findSlot(driver.value()).trip()).isNull());
    // Repeated, it is still so.
    assertThat(done(byDriver(id, new TripCommand.Unassign("flat tyre")))).isEqualTo(again);
  }

  @Test
  void a_booked_ride_survives_an_early_look_and_is_the_riders_current_once_released() {
    Duration lead = TripStack.CONFIGURATION.scheduledLead();
    Instant pickup = Instant.now().plus(lead).plusSeconds(8).truncatedTo(ChronoUnit.MILLIS);
    TripRequest now = stack.newRequest(rider);
    TripRequest later = new TripRequest(rider, now.quote(), pickup, now.key(), now.payload(), "");
    Trip booked = ((RequestOutcome.Created) service.requests().request(later)).trip();
    TripId id = booked.ride().tripId();
    assertThat(booked.status()).isEqualTo(Status.SCHEDULED);
    assertThat(service.reader().findCurrent(rider)).isEmpty();

    // As if the lead had been longer when it was booked: the only row comes due too soon.
    DeadlineRows deadlines = service.stores().deadlines();
    deadlines.remove(new Deadline(id, pickup.minus(lead)));
    deadlines.put(new Deadline(id, Instant.now().truncatedTo(ChronoUnit.MILLIS)));

    await()
        .atMost(SETTLES_WITHIN.multipliedBy(2))
        .untilAsserted(
            () ->
                assertThat(service.reader().findCurrent(rider))
                    .map(Trip::status)
                    .contains(Status.PROCESSING));
  }

  @Test
  void a_foreign_trip_is_not_found() {
    TripId id = stack.request(service, rider);
    assertThat(service.reader().findTrip(id, new Actor.Rider(new RiderId(rider.value() + 1))))
        .isEmpty();
    assertThat(byDriver(id, new TripCommand.Arrive()))
        .isEqualTo(new Outcome.Refused(new Refusal.NotYours()));
  }

  @Test
  void open_trips_of_the_market_are_listed_until_they_end() {
    TripId id = stack.request(service, rider);
    await()
        .atMost(SETTLES_WITHIN)
        .untilAsserted(
            () ->
                assertThat(service.stores().views().listOpen(SampleQuotes.MARKET, 1000))
                    .anyMatch(trip -> trip.ride().tripId().equals(id)));
    done(byRider(id, new TripCommand.Cancel("")));
    await()
        .atMost(SETTLES_WITHIN)
        .untilAsserted(
            () ->
                assertThat(service.stores().views().listOpen(SampleQuotes.MARKET, 1000))
                    .noneMatch(trip -> trip.ride().tripId().equals(id)));
  }
}

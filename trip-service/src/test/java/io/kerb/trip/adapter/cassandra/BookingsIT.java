package io.kerb.trip.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.booking.Bookings;
import io.kerb.trip.change.Origin;
import io.kerb.trip.request.RequestOutcome;
import io.kerb.trip.request.RequestOutcome.Created;
import io.kerb.trip.request.RequestOutcome.Reason;
import io.kerb.trip.request.RequestOutcome.Refused;
import io.kerb.trip.request.TripRequest;
import io.kerb.trip.sample.SampleQuotes;
import io.kerb.trip.sample.TripStack;
import io.kerb.trip.store.PickupTimeRows.Sums;
import io.kerb.trip.wiring.TripService;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rides booked ahead on real Cassandra; a quarter of an hour has two places. */
final class BookingsIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  private static TripStack stack;
  private static TripService service;

  private final RiderId rider = new RiderId(ThreadLocalRandom.current().nextLong(1, 1L << 50));

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

  @Test
  void of_many_at_once_two_get_a_place_and_a_cancel_makes_room() throws Exception {
    Instant pickup = quarter(Duration.ofHours(30));
    ExecutorService riders = Executors.newFixedThreadPool(6);
    List<Callable<RequestOutcome>> wishes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      RiderId each = new RiderId(rider.value() + i);
      wishes.add(() -> book(each, pickup));
    }
    List<RequestOutcome> outcomes = new ArrayList<>();
    for (Future<RequestOutcome> outcome : riders.invokeAll(wishes)) {
      outcomes.add(outcome.get());
    }
    riders.shutdown();

    assertThat(outcomes).filteredOn(Created.class::isInstance).hasSize(2);
    assertThat(outcomes)
        .filteredOn(Refused.class::isInstance)
        .hasSize(4)
        .allSatisfy(
            outcome -> {
              assertThat(((Refused) outcome).reason()).isEqualTo(Reason.SLOT_FULL);
              assertThat(((Refused) outcome).detail())
                  .contains(pickup.plus(Bookings.SLOT).toString());
            });

    Trip booked =
        outcomes.stream()
            .filter(Created.class::isInstance)
            .map(outcome -> ((Created) outcome).trip())
            .findFirst()
            .orElseThrow();
    service
        .changes()
        .change(
            booked.ride().tripId(),
            new TripCommand.Cancel(""),
            new Origin(new Actor.Rider(booked.ride().rider()), ""));
    await()
        .atMost(SOON)
        .until(() -> book(new RiderId(rider.value() + 10), pickup) instanceof Created);
    assertThat(book(new RiderId(rider.value() + 11), pickup)).isInstanceOf(Refused.class);
  }

  @Test
  void a_quote_that_is_used_takes_no_place_elsewhere() {
    Instant pickup = quarter(Duration.ofHours(40));
    Instant other = pickup.plus(Bookings.SLOT);
    TripRequest first = stack.newRequest(rider);
    assertThat(request(first, pickup)).isInstanceOf(Created.class);

    for (int i = 0; i < 3; i++) {
      TripRequest again =
          new TripRequest(rider, first.quote(), other, UUID.randomUUID().toString(), "other", "");
      assertThat(((Refused) service.requests().request(again)).reason())
          .isEqualTo(Reason.QUOTE_USED);
    }

    assertThat(book(new RiderId(rider.value() + 20), other)).isInstanceOf(Created.class);
    assertThat(book(new RiderId(rider.value() + 21), other)).isInstanceOf(Created.class);
  }

  @Test
  void a_ride_for_a_slow_hour_begins_to_look_earlier() {
    Instant pickup = quarter(Duration.ofDays(3));
    learned(pickup, 2_000, 1_500);
    Trip booked = ((Created) book(rider, pickup)).trip();
    assertThat(booked.status()).isEqualTo(Status.SCHEDULED);
    assertThat(Duration.between(booked.ride().releaseAt(), pickup))
        .isBetween(Duration.ofMinutes(24), Duration.ofMinutes(29));
  }

  @Test
  void a_ride_whose_time_to_look_has_come_is_released() {
    Instant pickup = Instant.now().plus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MILLIS);
    learned(pickup, 2_000, 1_500);
    TripId id = ((Created) book(rider, pickup)).trip().ride().tripId();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(service.reader().findTrip(id).orElseThrow().status())
                    .isEqualTo(Status.PROCESSING));
  }

  private static void learned(Instant pickupAt, int pickups, double waitS) {
    Instant hour = pickupAt.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(7));
    Sums sums = Sums.NONE.plus(waitS).times(pickups);
    service.stores().pickupTimes().put(SampleQuotes.MARKET, hour, new UUID(0, 1), sums);
  }

  private static Instant quarter(Duration ahead) {
    return Instant.now().plus(ahead).truncatedTo(ChronoUnit.HOURS);
  }

  private static RequestOutcome book(RiderId rider, Instant pickup) {
    return request(stack.newRequest(rider), pickup);
  }

  private static RequestOutcome request(TripRequest now, Instant pickup) {
    return service
        .requests()
        .request(new TripRequest(now.rider(), now.quote(), pickup, now.key(), now.payload(), ""));
  }
}

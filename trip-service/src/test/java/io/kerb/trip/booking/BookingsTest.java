package io.kerb.trip.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.booking.Bookings.Full;
import io.kerb.trip.booking.Bookings.Given;
import io.kerb.trip.booking.Bookings.Place;
import io.kerb.trip.claim.Insistence;
import io.kerb.trip.sample.MemoryBookings;
import io.kerb.trip.sample.SampleQuotes;
import io.kerb.trip.sample.SampleTrips;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.UnknownOutcomeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two places a quarter of an hour. */
final class BookingsTest {
  private static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private int unknown;
  private int othersBetween;

  private final MemoryBookings rows =
      new MemoryBookings() {
        @Override
        public boolean take(TimeSlot slot, TripId trip, Taken asRead) {
          if (othersBetween-- > 0) {
            super.take(slot, trip(100 + othersBetween), asRead);
          }
          boolean taken = super.take(slot, trip, asRead);
          if (unknown-- > 0) {
            throw new UnknownOutcomeException("no answer", null);
          }
          return taken;
        }
      };
  private final Bookings bookings =
      new Bookings(
          rows,
          new Insistence(Clock.fixed(EIGHT, ZoneOffset.UTC), duration -> {}, Duration.ofSeconds(1)),
          2);

  @Test
  void a_full_quarter_of_an_hour_names_the_next_free_one() {
    assertThat(take(1, EIGHT)).isEqualTo(new Given());
    assertThat(take(2, EIGHT.plus(MINUTE.multipliedBy(14)))).isEqualTo(new Given());
    assertThat(take(3, EIGHT.plus(MINUTE.multipliedBy(15)))).isEqualTo(new Given());
    assertThat(take(4, EIGHT.plus(MINUTE.multipliedBy(29)))).isEqualTo(new Given());

    assertThat(take(5, EIGHT.plus(MINUTE)))
        .isEqualTo(new Full(2, Optional.of(EIGHT.plus(MINUTE.multipliedBy(30)))));
  }

  @Test
  void where_the_next_hours_are_full_too_none_is_named() {
    for (int slot = 0; slot < 30; slot++) {
      take(2 * slot, EIGHT.plus(Bookings.SLOT.multipliedBy(slot)));
      take(2 * slot + 1, EIGHT.plus(Bookings.SLOT.multipliedBy(slot)));
    }
    assertThat(take(100, EIGHT)).isEqualTo(new Full(2, Optional.empty()));
  }

  @Test
  void a_trip_takes_one_place_however_often_it_asks() {
    for (int i = 0; i < 5; i++) {
      assertThat(take(1, EIGHT)).isEqualTo(new Given());
    }
    assertThat(take(2, EIGHT)).isEqualTo(new Given());
  }

  @Test
  void a_place_of_unknown_outcome_counts_once() {
    unknown = 1;
    assertThat(take(1, EIGHT)).isEqualTo(new Given());
    assertThat(take(2, EIGHT)).isEqualTo(new Given());
    assertThat(take(3, EIGHT)).isInstanceOf(Full.class);
  }

  @Test
  void who_comes_in_between_is_counted() {
    othersBetween = 2;
    assertThat(take(1, EIGHT)).isInstanceOf(Full.class);
  }

  @Test
  void a_cancel_before_the_release_gives_the_place_back_once() {
    SampleTrips booked = SampleTrips.scheduled(Duration.ofHours(20));
    Instant pickup = booked.trip().ride().scheduledAt();
    TripId trip = booked.trip().ride().tripId();
    bookings.take(SampleQuotes.MARKET, pickup, trip);
    take(1, pickup);
    StoredEvent canceled = last(booked.must(new TripCommand.Cancel(""), SampleTrips.BY_RIDER));

    bookings.follow(canceled);
    bookings.follow(canceled);

    assertThat(take(2, pickup)).isEqualTo(new Given());
    assertThat(take(3, pickup)).isInstanceOf(Full.class);
  }

  @Test
  void who_leaves_a_place_keeps_it_only_if_booked_for_the_same_slot() {
    take(1, EIGHT);
    take(2, EIGHT);
    Instant sameSlot = EIGHT.plus(MINUTE);
    bookings.leave(SampleQuotes.MARKET, EIGHT, trip(1), Optional.of(sameSlot));
    assertThat(take(3, EIGHT)).isInstanceOf(Full.class);

    Instant nextSlot = EIGHT.plus(Bookings.SLOT);
    bookings.leave(SampleQuotes.MARKET, EIGHT, trip(1), Optional.of(nextSlot));
    assertThat(take(3, EIGHT)).isEqualTo(new Given());
    bookings.leave(SampleQuotes.MARKET, EIGHT, trip(2), Optional.empty());
    assertThat(take(4, EIGHT)).isEqualTo(new Given());
  }

  @Test
  void a_cancel_after_the_release_does_not() {
    SampleTrips booked = SampleTrips.scheduled(Duration.ofHours(20));
    Instant pickup = booked.trip().ride().scheduledAt();
    bookings.take(SampleQuotes.MARKET, pickup, booked.trip().ride().tripId());
    take(1, pickup);
    booked.after(Duration.ofHours(20)).must(new TripCommand.Release(), SampleTrips.BY_TIMER);

    bookings.follow(last(booked.must(new TripCommand.Cancel(""), SampleTrips.BY_RIDER)));

    assertThat(take(2, pickup)).isInstanceOf(Full.class);
  }

  private Place take(long id, Instant pickupAt) {
    return bookings.take(SampleQuotes.MARKET, pickupAt, trip(id));
  }

  private static TripId trip(long id) {
    return new TripId(new UUID(0, id));
  }

  private static StoredEvent last(SampleTrips life) {
    return life.log().get(life.log().size() - 1);
  }
}

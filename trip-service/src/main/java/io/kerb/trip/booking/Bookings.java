package io.kerb.trip.booking;

import io.kerb.location.api.MarketId;
import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Ride;
import io.kerb.trip.aggregate.TripState;
import io.kerb.trip.claim.Insistence;
import io.kerb.trip.settle.Follower;
import io.kerb.trip.store.BookingRows;
import io.kerb.trip.store.BookingRows.Taken;
import io.kerb.trip.store.BookingRows.TimeSlot;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.UnknownOutcomeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * No market books more rides for a quarter of an hour than it has places. A place is the trip's, so
 * taking it twice takes one; a cancel before the release gives it back. A place whose trip never
 * came (its process died in between) is lost until the slot's time has passed.
 */
public final class Bookings implements Follower {
  public static final Duration SLOT = Duration.ofMinutes(15);

  /** How many later slots are looked at for a free place. */
  private static final int LATER_SLOTS_MAX = 24;

  /** Tries against others who book the same slot in the same moment. */
  private static final int TRIES_MAX = 50;

  private final BookingRows rows;
  private final Insistence insistence;
  private final int placesPerSlot;

  public Bookings(BookingRows rows, Insistence insistence, int placesPerSlot) {
    this.rows = rows;
    this.insistence = insistence;
    this.placesPerSlot = placesPerSlot;
  }

  /** What came of asking for a place. */
  public sealed interface Place {}

  /** The trip has one. */
  public record Given() implements Place {}

  /**
   * @param nextFree the begin of the next slot with a free place; empty if none of the next hours
   *     has one
   */
  public record Full(int places, Optional<Instant> nextFree) implements Place {}

  /**
   * @throws UnknownOutcomeException if the store did not answer, or too many book at once; to be
   *     asked again
   */
  public Place take(MarketId market, Instant pickupAt, TripId trip) {
    TimeSlot slot = slot(market, pickupAt);
    for (int i = 0; i < TRIES_MAX; i++) {
      Taken taken = rows.findTaken(slot, trip);
      if (taken.holdsTrip()) {
        return new Given();
      }
      if (taken.booked() >= placesPerSlot) {
        return new Full(placesPerSlot, nextFree(slot, trip));
      }
      if (insistence.on(() -> rows.take(slot, trip, taken))) {
        return new Given();
      }
    }
    throw contended(slot);
  }

  /**
   * The trip does not need this place, unless what it is booked for now lies in the same slot.
   *
   * @param kept empty if the trip is not booked ahead any more
   * @throws UnknownOutcomeException if the store did not answer, or too many book at once
   */
  public void leave(MarketId market, Instant pickupAt, TripId trip, Optional<Instant> kept) {
    TimeSlot slot = slot(market, pickupAt);
    if (kept.map(at -> slot(market, at)).filter(slot::equals).isEmpty()) {
      giveBack(slot, trip);
    }
  }

  private Optional<Instant> nextFree(TimeSlot full, TripId trip) {
    for (int i = 1; i <= LATER_SLOTS_MAX; i++) {
      Instant later = full.beginsAt().plus(SLOT.multipliedBy(i));
      if (rows.findTaken(new TimeSlot(full.market(), later), trip).booked() < placesPerSlot) {
        return Optional.of(later);
      }
    }
    return Optional.empty();
  }

  @Override
  public void follow(StoredEvent event) {
    if (event.after().state() instanceof TripState.RiderCanceled canceled
        && canceled.before() instanceof TripState.Scheduled) {
      Ride ride = event.after().ride();
      giveBack(slot(ride.market(), ride.scheduledAt()), ride.tripId());
    }
  }

  private void giveBack(TimeSlot slot, TripId trip) {
    for (int i = 0; i < TRIES_MAX; i++) {
      Taken taken = rows.findTaken(slot, trip);
      if (!taken.holdsTrip() || insistence.on(() -> rows.giveBack(slot, trip, taken))) {
        return;
      }
    }
    throw contended(slot);
  }

  private static UnknownOutcomeException contended(TimeSlot slot) {
    return new UnknownOutcomeException("very many book for " + slot + " at once", null);
  }

  private static TimeSlot slot(MarketId market, Instant pickupAt) {
    long slotS = SLOT.toSeconds();
    long begin = Math.floorDiv(pickupAt.getEpochSecond(), slotS) * slotS;
    return new TimeSlot(market, Instant.ofEpochSecond(begin));
  }
}

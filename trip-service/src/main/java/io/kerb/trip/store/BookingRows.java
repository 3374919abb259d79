package io.kerb.trip.store;

import io.kerb.location.api.MarketId;
import io.kerb.location.api.TripId;
import java.time.Instant;

/** How many places of a market's time slot are taken, and by which trips. */
public interface BookingRows {

  /** A market's quarter of an hour. */
  record TimeSlot(MarketId market, Instant beginsAt) {}

  /**
   * @param version grows by one with each change; 0 if there was none
   * @param holdsTrip whether the trip that was asked about has a place
   */
  record Taken(long version, int booked, boolean holdsTrip) {}

  /** A serial read. */
  Taken findTaken(TimeSlot slot, TripId trip);

  /**
   * One try to give the trip a place, if the slot is still as it was read.
   *
   * @return whether this try applied; if not, an earlier one may have
   * @throws UnknownOutcomeException if the store did not answer
   */
  boolean take(TimeSlot slot, TripId trip, Taken asRead);

  /** One try to take the trip's place away, likewise. */
  boolean giveBack(TimeSlot slot, TripId trip, Taken asRead);
}

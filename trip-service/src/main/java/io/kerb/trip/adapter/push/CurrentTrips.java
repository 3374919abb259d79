package io.kerb.trip.adapter.push;

import io.kerb.location.api.TripId;
import io.kerb.trip.push.Subscriber;
import io.kerb.trip.wire.TripSnapshot;
import java.util.List;
import java.util.Optional;

/** What does a listener have to be told at the start? Answered by the trip store. */
public interface CurrentTrips {

  /**
   * The stored state (from the trips' own partitions, not from a view) of this person's trips that
   * are not over; for an operator all open trips, or the newest of them. Also {@code named}, over
   * or not, if it exists and is theirs to see: the trip that they last heard of or ask about.
   */
  List<TripSnapshot> listFor(Subscriber person, Optional<TripId> named);
}

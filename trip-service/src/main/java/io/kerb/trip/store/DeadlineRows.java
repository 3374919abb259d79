package io.kerb.trip.store;

import io.kerb.location.api.TripId;
import java.time.Instant;
import java.util.List;

/** When a trip must be looked at. Plain writes: looking once too often changes nothing. */
public interface DeadlineRows {
  record Deadline(TripId trip, Instant due) {}

  void put(Deadline deadline);

  void remove(Deadline deadline);

  List<Deadline> listDue(Instant now, int limit);
}

package io.kerb.trip.sample;

import io.kerb.location.api.TripId;
import io.kerb.trip.store.BookingRows;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Booking slots in a map. */
public class MemoryBookings implements BookingRows {
  private final Map<TimeSlot, Set<TripId>> places = new HashMap<>();
  private final Map<TimeSlot, Integer> counts = new HashMap<>();
  private final Map<TimeSlot, Long> versions = new HashMap<>();

  @Override
  public Taken findTaken(TimeSlot slot, TripId trip) {
    return new Taken(
        versions.getOrDefault(slot, 0L),
        counts.getOrDefault(slot, 0),
        places.getOrDefault(slot, Set.of()).contains(trip));
  }

  @Override
  public boolean take(TimeSlot slot, TripId trip, Taken asRead) {
    if (isOutdated(slot, asRead)) {
      return false;
    }
    counts.put(slot, asRead.booked() + 1);
    places.computeIfAbsent(slot, s -> new HashSet<>()).add(trip);
    return true;
  }

  @Override
  public boolean giveBack(TimeSlot slot, TripId trip, Taken asRead) {
    if (isOutdated(slot, asRead)) {
      return false;
    }
    counts.put(slot, asRead.booked() - 1);
    places.get(slot).remove(trip);
    return true;
  }

  private boolean isOutdated(TimeSlot slot, Taken asRead) {
    if (versions.getOrDefault(slot, 0L) != asRead.version()) {
      return true;
    }
    versions.put(slot, asRead.version() + 1);
    return false;
  }
}

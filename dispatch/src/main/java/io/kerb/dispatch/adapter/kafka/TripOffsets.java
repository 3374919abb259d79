package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.request.TripChanged;
import io.kerb.location.api.TripId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From where on a successor has to read trip-events to know every trip that is still going on.
 *
 * <p>Each event carries the trip's whole state, so the newest event of each trip is enough: the
 * offset to commit is the lowest of those. A trip's newest event is moved to the map's end, so the
 * lowest is always its first entry.
 */
final class TripOffsets {
  private final Map<TripId, Long> newest = new LinkedHashMap<>();

  void seen(TripChanged event, long offset) {
    TripId trip = event.ride().trip();
    newest.remove(trip);
    if (event.phase().isTracked()) {
      newest.put(trip, offset);
    }
  }

  /**
   * @param position the offset after the last event seen
   */
  long committable(long position) {
    return newest.isEmpty() ? position : newest.values().iterator().next();
  }
}

package io.kerb.trip.push;

import io.kerb.location.api.TripId;
import java.util.Optional;

/** Names a trip's version on the wire: {@code trip_id:version}, the id of a server-sent event. */
public record EventId(TripId trip, long version) {

  /** Empty if the text is no such id: a client may send anything, and then starts anew. */
  public static Optional<EventId> find(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    try {
      long version = Long.parseLong(text.substring(colon + 1));
      return version < 1
          ? Optional.empty()
          : Optional.of(new EventId(TripId.parse(text.substring(0, colon)), version));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return trip + ":" + version;
  }
}

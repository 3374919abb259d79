package io.kerb.trip.store;

import io.kerb.trip.aggregate.LoggedEvent;
import io.kerb.trip.aggregate.Trip;

/** An event, and the trip after it. */
public record StoredEvent(LoggedEvent logged, Trip after) {
  public long version() {
    return logged.version();
  }
}

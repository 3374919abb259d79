package io.kerb.trip.aggregate;

import io.kerb.location.api.TripId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * An event in its trip's log.
 *
 * @param version the trip's after the event; the first is 1, without gaps
 * @param at kept to the millisecond, as the wire does
 * @param actor who, for the audit ({@link Actor#audit})
 * @param attempt unique per try of a command: a repeated compare-and-set knows its own event by it
 * @param traceparent W3C trace context of the request that caused it; may be empty
 */
public record LoggedEvent(
    TripId trip,
    long version,
    Instant at,
    String actor,
    UUID attempt,
    String traceparent,
    TripEvent event) {
  public LoggedEvent {
    if (version < 1) {
      throw new IllegalArgumentException("an event's version must be positive, but was " + version);
    }
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }
}

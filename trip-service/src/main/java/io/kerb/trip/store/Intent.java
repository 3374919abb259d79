package io.kerb.trip.store;

import io.kerb.location.api.TripId;
import java.time.Instant;
import java.util.UUID;

/**
 * The promise to carry a trip's events to the outside: written before the trip, removed after its
 * terminal event is out. A rating or tip after the end has one of its own.
 *
 * @param id of the run that wrote it: no other run's slow removal may take it away
 * @param fromVersion the first version that it answers for
 * @param settledVersion events up to here are out
 * @param request for the first event: all that is needed to repeat the identical write; else null
 * @param key for the first event: the Idempotency-Key of the request; else null
 */
public record Intent(
    TripId trip,
    UUID id,
    long fromVersion,
    long settledVersion,
    Instant createdAt,
    StoredEvent request,
    String key) {

  /** For an event after the trip's end. */
  public static Intent ofAfterthought(StoredEvent event, Instant now) {
    return new Intent(
        event.logged().trip(),
        event.logged().attempt(),
        event.version(),
        event.version() - 1,
        now,
        null,
        null);
  }

  /** For a trip's whole life. */
  public static Intent ofRequest(StoredEvent first, KeyRecord record) {
    return new Intent(
        first.logged().trip(), record.holder(), 1, 0, record.heldSince(), first, record.key());
  }
}

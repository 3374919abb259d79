package io.kerb.trip.store;

import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import java.time.Instant;
import java.util.UUID;

/**
 * What an Idempotency-Key stands for, and who is working on it.
 *
 * @param payload a digest of the request's body
 * @param attempt of the request that took the key; its writes are repeated under this id
 * @param startedAt when the key was first taken: the request is judged by this time
 * @param holder the run that works on it: only the holder may refuse, or begin a new write
 * @param heldSince when the holder took it
 * @param refusalCode null unless the request was refused
 */
public record KeyRecord(
    RiderId rider,
    String key,
    String payload,
    TripId trip,
    UUID attempt,
    Instant startedAt,
    UUID holder,
    Instant heldSince,
    String refusalCode,
    String refusalDetail) {

  public KeyRecord refused(String code, String detail) {
    return new KeyRecord(
        rider, key, payload, trip, attempt, startedAt, holder, heldSince, code, detail);
  }

  public KeyRecord takenOver(UUID newHolder, Instant now) {
    return new KeyRecord(rider, key, payload, trip, attempt, startedAt, newHolder, now, null, null);
  }

  public boolean isRefused() {
    return refusalCode != null;
  }
}

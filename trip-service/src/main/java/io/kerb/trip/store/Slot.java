package io.kerb.trip.store;

import io.kerb.location.api.TripId;
import java.util.UUID;

/**
 * What a driver or a rider is bound to: at most one trip.
 *
 * @param version grows with every change, so that a write that arrives late finds another one
 * @param trip null if free
 * @param attempt whose write this was; null for a slot never written
 */
public record Slot(long version, TripId trip, UUID attempt) {
  public static final Slot NEVER_USED = new Slot(0, null, null);

  public Slot heldBy(TripId newTrip, UUID newAttempt) {
    return new Slot(version + 1, newTrip, newAttempt);
  }

  public Slot freed(UUID newAttempt) {
    return new Slot(version + 1, null, newAttempt);
  }

  /** The same content at the next version: whatever was on its way to this version fails. */
  public Slot fenced() {
    return new Slot(version + 1, trip, attempt);
  }

  public boolean isHeldFor(TripId wanted) {
    return wanted.equals(trip);
  }
}

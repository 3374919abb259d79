package io.kerb.dispatch.request;

import java.time.Instant;

/** A trip that waits for a driver. */
public record OpenRequest(TripChanged told) implements TrackedTrip {

  public Instant expiresAt() {
    return told.expiresAt();
  }

  /** Whether its budget is spent: it is then only a matter of time until trip-service ends it. */
  public boolean isSpent(Instant now) {
    return !now.isBefore(expiresAt());
  }
}

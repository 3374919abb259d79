package io.kerb.dispatch.request;

import io.kerb.location.api.DriverId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A trip's state after one of its events, as trip-service told it.
 *
 * @param version the trip's, growing by one with each event
 * @param phaseSince when the trip came into this phase
 * @param driver present while the trip has one
 * @param waitingSince since when the rider waits: the request or the release, also after a driver
 *     gave the trip back
 * @param expiresAt when the request's budget is spent
 * @param released drivers that gave this trip back
 * @param blocked drivers who are not to meet this rider
 * @param replacements how often its driver was relieved by another on the way to the pickup
 */
public record TripChanged(
    Ride ride,
    long version,
    Phase phase,
    Instant phaseSince,
    Cause cause,
    Optional<DriverId> driver,
    Instant waitingSince,
    Instant expiresAt,
    Set<DriverId> released,
    Set<DriverId> blocked,
    int replacements,
    Instant occurredAt,
    String traceparent) {

  /** What the trip's status means to dispatch. */
  public enum Phase {
    /** Booked ahead; not dispatch's business before its release. */
    SCHEDULED,
    /** Waits for a driver. */
    PROCESSING,
    /** Its driver is on the way to the pickup, or will be after another trip. */
    EN_ROUTE,
    /** Its driver stands at the pickup. */
    AT_PICKUP,
    /** Its rider is in the car. */
    RIDING,
    /** Over, however it ended. */
    ENDED;

    public boolean hasDriver() {
      return this == EN_ROUTE || this == AT_PICKUP || this == RIDING;
    }

    /** Whether a trip in this phase has to be found again after a restart. */
    public boolean isTracked() {
      return this == PROCESSING || hasDriver();
    }
  }

  /** Which event it was, as far as the counters care. */
  public enum Cause {
    REQUESTED,
    REPLACED,
    COMPLETED,
    CANCELED,
    NO_DRIVERS,
    OTHER
  }

  public TripChanged {
    released = Set.copyOf(released);
    blocked = Set.copyOf(blocked);
    if (phase.hasDriver() && driver.isEmpty()) {
      throw new IllegalArgumentException(
          "trip " + ride.trip() + " version " + version + ": assigned, but to nobody");
    }
  }
}

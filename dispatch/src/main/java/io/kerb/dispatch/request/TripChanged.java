package io.kerb.dispatch.request;

import io.kerb.location.api.DriverId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A trip's state after one of its events, as trip-service told it.
 *
 * @param version the trip's, growing by one with each event
 * @param driver present while the trip has one
 * @param waitingSince start of the present wait for a driver
 * @param expiresAt when the request's budget is spent
 * @param released drivers that gave this trip back
 */
public record TripChanged(
    Ride ride,
    long version,
    Phase phase,
    Cause cause,
    Optional<DriverId> driver,
    Instant waitingSince,
    Instant expiresAt,
    Set<DriverId> released,
    Instant occurredAt,
    String traceparent) {

  /** What the trip's status means to dispatch. */
  public enum Phase {
    /** Booked ahead; not dispatch's business before its release. */
    SCHEDULED,
    /** Waits for a driver. */
    PROCESSING,
    /** Has a driver. */
    ASSIGNED,
    /** Over, however it ended. */
    ENDED
  }

  /** Which event it was, as far as the counters care. */
  public enum Cause {
    REQUESTED,
    COMPLETED,
    CANCELED,
    NO_DRIVERS,
    OTHER
  }

  public TripChanged {
    released = Set.copyOf(released);
    if ((phase == Phase.ASSIGNED) && driver.isEmpty()) {
      throw new IllegalArgumentException(
          "trip " + ride.trip() + " version " + version + ": assigned, but to nobody");
    }
  }
}

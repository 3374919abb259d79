package io.kerb.dispatch.request;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;

/**
 * A trip that dispatch has to remember.
 *
 * <table>
 *   <caption>Transitions, each by a newer {@link TripChanged}</caption>
 *   <tr><td>–</td><td>requested, released</td><td>{@link OpenRequest}</td></tr>
 *   <tr><td>{@link OpenRequest}</td><td>assigned</td><td>{@link AssignedTrip}</td></tr>
 *   <tr><td>{@link AssignedTrip}</td><td>replaced, arrived, started</td><td>{@link AssignedTrip}</td></tr>
 *   <tr><td>{@link AssignedTrip}</td><td>unassigned</td><td>{@link OpenRequest}</td></tr>
 *   <tr><td>both</td><td>ended</td><td>forgotten</td></tr>
 * </table>
 */
public sealed interface TrackedTrip permits OpenRequest, AssignedTrip {
  /** The newest that is known of it. */
  TripChanged told();

  default TripId trip() {
    return told().ride().trip();
  }

  default Ride ride() {
    return told().ride();
  }

  default long version() {
    return told().version();
  }

  default Instant waitingSince() {
    return told().waitingSince();
  }

  /** Never negative: instances' clocks differ by some milliseconds. */
  default Duration waited(Instant now) {
    return now.isBefore(waitingSince()) ? Duration.ZERO : Duration.between(waitingSince(), now);
  }

  /** Whether this driver is not to meet the rider. */
  default boolean isBlockedFor(DriverId driver) {
    return told().blocked().contains(driver);
  }

  /** Whether this driver had the trip and gave it back. */
  default boolean wasReleasedBy(DriverId driver) {
    return told().released().contains(driver);
  }
}

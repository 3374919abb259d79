package io.kerb.dispatch.request;

import io.kerb.dispatch.request.TripChanged.Phase;
import io.kerb.location.api.DriverId;
import java.time.Duration;
import java.time.Instant;

/** A trip that has a driver, from the accept to its end. */
public record AssignedTrip(TripChanged told) implements TrackedTrip {
  public DriverId driver() {
    return told.driver().orElseThrow();
  }

  /** Whether another driver could still take it over: nobody stands at the pickup yet. */
  public boolean isEnRoute() {
    return told.phase() == Phase.EN_ROUTE;
  }

  public boolean isRiding() {
    return told.phase() == Phase.RIDING;
  }

  /** Whether the driver of both serves this one first: it has gone on farther, or is older. */
  public boolean isBefore(AssignedTrip other) {
    int farther = told.phase().compareTo(other.told.phase());
    return farther > 0 || (farther == 0 && told.phaseSince().isBefore(other.told.phaseSince()));
  }

  /**
   * How long the ride still takes if it keeps to its route's time: all of it if it has not begun,
   * negative if it is late.
   */
  public Duration remaining(Instant now) {
    Duration whole = Duration.ofSeconds(ride().durationS());
    return isRiding() ? whole.minus(Duration.between(told.phaseSince(), now)) : whole;
  }
}

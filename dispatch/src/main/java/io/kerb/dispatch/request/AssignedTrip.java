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

  /** How long the ride still takes if it keeps to its route's time; negative if it is late. */
  public Duration remaining(Instant now) {
    return Duration.between(now, told.phaseSince().plusSeconds(ride().durationS()));
  }
}

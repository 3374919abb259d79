package io.kerb.trip.aggregate;

import java.time.Duration;

/**
 * The policy numbers of a trip's life.
 *
 * @param requestBudget how long a request may wait for a driver
 * @param pickupWait how long an arrived driver waits before a no-show may be called
 * @param scheduledLead how long before its time a scheduled ride is booked at the latest; and
 *     begins to look for a driver, if its booking does not say when
 * @param scheduledAheadMax how far ahead a ride may be scheduled
 */
public record TripPolicy(
    Duration requestBudget,
    Duration pickupWait,
    Duration scheduledLead,
    Duration scheduledAheadMax) {

  public static final TripPolicy DEFAULT =
      new TripPolicy(
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofDays(30));

  public TripPolicy {
    for (Duration duration :
        new Duration[] {requestBudget, pickupWait, scheduledLead, scheduledAheadMax}) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException(
            "the durations of a trip policy must be positive, but one was " + duration);
      }
    }
  }
}

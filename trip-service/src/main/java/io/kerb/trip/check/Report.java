package io.kerb.trip.check;

import java.util.List;

/**
 * @param trips how many were judged
 * @param violations empty if all is well; at most {@link TripCheck#VIOLATIONS_MAX}
 */
public record Report(long trips, long completed, List<Violation> violations) {
  public boolean isClean() {
    return violations.isEmpty();
  }
}

package io.kerb.trip.drive;

import java.util.Locale;

/** Why a finished trip does not tell how long its way takes. */
public enum LeftOut {
  /** The driver waited or drove a detour in between, and one row has two places only. */
  SEVERAL_STOPS,
  /** Part of the ride went somewhere else. */
  DESTINATION_CHANGED,
  /** An operator ended it; when the rider got out, nobody said. */
  COMPLETED_BY_OPERATOR,
  /** Its beginning is older than the log, so it is not known what happened on the way. */
  BEGAN_BEFORE_THE_LOG,
  /** Under {@link Drives#SHORTEST}: a test's ride, or a slip of the finger. */
  TOO_SHORT,
  /** Over {@link Drives#LONGEST}: forgotten to be completed. */
  TOO_LONG,
  /** Under {@link Drives#NEAREST_M} from pickup to drop-off: a round trip. */
  TOO_NEAR,
  /** Faster than {@link Drives#FASTEST_MPS} in a straight line. */
  TOO_FAST,
  /** The driver's positions say that it began or ended somewhere else. */
  DRIVEN_ELSEWHERE,
  /** The way driven was more than {@link DrivenWay#DETOUR_MAX} times the straight line. */
  DETOUR;

  /** As scripts read it, such as {@code several_stops}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.kerb.dispatch.request;

import io.kerb.location.api.TripId;

/**
 * A trip that dispatch has to remember.
 *
 * <table>
 *   <caption>Transitions, each by a newer {@link TripChanged}</caption>
 *   <tr><td>–</td><td>requested, released</td><td>{@link OpenRequest}</td></tr>
 *   <tr><td>{@link OpenRequest}</td><td>assigned</td><td>{@link AssignedTrip}</td></tr>
 *   <tr><td>{@link AssignedTrip}</td><td>unassigned</td><td>{@link OpenRequest}</td></tr>
 *   <tr><td>both</td><td>ended</td><td>forgotten</td></tr>
 * </table>
 */
public sealed interface TrackedTrip permits OpenRequest, AssignedTrip {
  TripId trip();

  long version();
}

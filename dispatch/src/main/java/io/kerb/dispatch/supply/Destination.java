package io.kerb.dispatch.supply;

import io.kerb.location.api.LatLng;

/**
 * Where a driver wants to get to, home say, and is therefore only asked for rides that lead there.
 */
public record Destination(LatLng place) {
  /** Who is as near as this has arrived: nothing leads much nearer. */
  public static final int REACHED_M = 1_000;

  public boolean isReachedAt(LatLng position) {
    return metersFrom(position) <= REACHED_M;
  }

  /** As the crow flies. */
  public double metersFrom(LatLng position) {
    return position.metersTo(place);
  }
}

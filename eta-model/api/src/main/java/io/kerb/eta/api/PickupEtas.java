package io.kerb.eta.api;

import io.kerb.location.api.LatLng;
import java.util.List;

/** How long does each of these drivers need to this pickup? One question for all of them. */
public interface PickupEtas {

  /** Most drivers in one question. */
  int DRIVERS_MAX = 200;

  /** The mark of a driver who cannot reach the pickup. */
  int UNREACHABLE = Integer.MAX_VALUE;

  /** Seconds per driver, in the order given; {@link #UNREACHABLE} where there is no way. */
  int[] pickupEtasS(LatLng pickup, List<LatLng> drivers);
}

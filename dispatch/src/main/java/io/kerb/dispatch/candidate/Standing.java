package io.kerb.dispatch.candidate;

import io.kerb.dispatch.request.AssignedTrip;
import io.kerb.dispatch.supply.Driver;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.util.List;
import java.util.Optional;

/** What the market's owner knows of a driver; newer than the index's copy. */
public interface Standing {
  Optional<Driver> findDriver(DriverId driver);

  boolean isEngaged(DriverId driver);

  /** The trips with a rider on board whose driver has nothing to do afterwards. */
  List<AssignedTrip> listRidingToFreedom();

  List<AssignedTrip> listTripsOf(DriverId driver);

  boolean hasOpenOffer(DriverId driver);

  boolean isExchanged(DriverId driver);

  boolean hasRefused(TripId trip, DriverId driver);

  /** Whether the driver did not want to relieve the one who has this trip. */
  boolean hasRefusedRelief(TripId trip, DriverId driver);
}

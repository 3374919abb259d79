package io.kerb.dispatch.candidate;

import io.kerb.dispatch.supply.Driver;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.util.Optional;

/** What the market's owner knows of a driver; newer than the index's copy. */
public interface Standing {
  Optional<Driver> findDriver(DriverId driver);

  boolean isEngaged(DriverId driver);

  boolean hasOpenOffer(DriverId driver);

  boolean hasRefused(TripId trip, DriverId driver);
}

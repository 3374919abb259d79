package io.kerb.trip.request;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import java.util.List;

/** Which drivers are not to meet this rider? In an order that does not change by itself. */
public interface BlockedDrivers {
  List<DriverId> listBlocked(RiderId rider);
}

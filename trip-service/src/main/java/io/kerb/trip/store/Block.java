package io.kerb.trip.store;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import java.time.Instant;

/** A rider and a driver who are not to meet, because one of them said so. */
public record Block(RiderId rider, DriverId driver, Side by, Instant at) {

  /** Who said so. */
  public enum Side {
    RIDER,
    DRIVER
  }

  /** The same pair and the same side, whenever it was said. */
  public boolean isSame(Block other) {
    return rider.equals(other.rider) && driver.equals(other.driver) && by == other.by;
  }
}

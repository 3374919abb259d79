package io.kerb.eta.trainer.trips;

import io.kerb.location.api.LatLng;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A trip that was driven.
 *
 * @param pickupS seconds since 1970
 * @param actualS how long it took
 */
public record FinishedTrip(long pickupS, LatLng from, LatLng to, int actualS) {
  public long dropoffS() {
    return pickupS + actualS;
  }

  public ZonedDateTime pickupAt(ZoneId zone) {
    return Instant.ofEpochSecond(pickupS).atZone(zone);
  }
}

package io.kerb.trip.adapter.push;

import io.kerb.trip.wire.DriverLocation;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/** Where the driver is who is coming. */
@Introspected
public record DriverLocationView(
    String tripId,
    double latitude,
    double longitude,
    @Nullable Integer headingDeg,
    Instant receivedAt) {
  static DriverLocationView of(DriverLocation location) {
    return new DriverLocationView(
        location.getTripId(),
        location.getLatitudeE7() / 1e7,
        location.getLongitudeE7() / 1e7,
        location.getHeadingDeg() < 0 ? null : location.getHeadingDeg(),
        Instant.ofEpochMilli(location.getReceivedAtMs()));
  }
}

package io.kerb.trip.adapter.http;

import io.kerb.location.api.LatLng;
import io.kerb.trip.wire.TripPlace;
import io.micronaut.core.annotation.Introspected;

/** A position on the wire, in degrees. */
@Introspected
public record Place(double latitude, double longitude) {
  public static Place of(TripPlace place) {
    return of(LatLng.ofE7(place.getLatitudeE7(), place.getLongitudeE7()));
  }

  public static Place of(LatLng position) {
    return new Place(position.latitude(), position.longitude());
  }

  /**
   * @throws IllegalArgumentException if out of range
   */
  public LatLng toPosition() {
    return new LatLng(latitude, longitude);
  }
}

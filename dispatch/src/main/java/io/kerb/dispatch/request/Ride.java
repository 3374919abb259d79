package io.kerb.dispatch.request;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.Money;
import java.util.List;

/** What a driver is asked to do, and for how much. */
public record Ride(
    TripId trip,
    RiderId rider,
    ProductId product,
    LatLng pickup,
    LatLng dropoff,
    List<LatLng> stops,
    Money fare,
    long distanceM,
    long durationS) {
  public Ride {
    stops = List.copyOf(stops);
  }
}

package io.kerb.city.life;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.city.api.Json;
import io.kerb.location.api.LatLng;
import java.util.Set;

/** What an app reads of a trip, from an answer or an event. */
record TripNews(
    String tripId,
    long version,
    String status,
    String driverId,
    String riderId,
    String pickupCode,
    LatLng pickup,
    LatLng dropoff) {

  private static final Set<String> OVER =
      Set.of("completed", "no_drivers_available", "rider_canceled", "driver_canceled");

  static TripNews of(JsonNode trip) {
    return new TripNews(
        trip.path("trip_id").asText(),
        trip.path("version").asLong(),
        trip.path("status").asText(),
        trip.path("driver_id").asText(),
        trip.path("rider_id").asText(),
        trip.path("pickup_code").asText(),
        Json.place(trip.path("pickup")),
        Json.place(trip.path("dropoff")));
  }

  boolean isOver() {
    return OVER.contains(status);
  }
}

package io.kerb.city.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.location.api.LatLng;
import java.util.Map;

/** Places as the API writes them. */
public final class Json {
  private Json() {}

  public static Map<String, Object> place(LatLng place) {
    return Map.of("latitude", round(place.latitude()), "longitude", round(place.longitude()));
  }

  public static LatLng place(JsonNode node) {
    return new LatLng(node.path("latitude").asDouble(), node.path("longitude").asDouble());
  }

  /** Seven decimals are a centimetre. */
  public static double round(double degrees) {
    return Math.round(degrees * 1e7) / 1e7;
  }
}

package io.kerb.pricing.quote;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.ProductId;
import java.util.List;

/** From where to where, and in what. */
public record QuoteRequest(LatLng pickup, List<LatLng> stops, LatLng dropoff, ProductId product) {
  public QuoteRequest {
    stops = List.copyOf(stops);
  }
}

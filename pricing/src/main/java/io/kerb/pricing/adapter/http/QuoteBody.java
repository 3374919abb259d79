package io.kerb.pricing.adapter.http;

import io.kerb.eta.api.Routing;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.quote.QuoteRequest;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Problem.FieldError;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/** The body of {@code POST /v1/quotes}. */
@Introspected
public record QuoteBody(
    @Nullable PlaceBody pickup,
    @Nullable List<PlaceBody> stops,
    @Nullable PlaceBody dropoff,
    @Nullable String productId) {

  /** Places between pickup and drop-off. */
  static final int STOPS_MAX = Routing.PLACES_MAX - 2;

  /**
   * @throws io.kerb.runtime.http.ProblemException naming every field that is wrong
   */
  QuoteRequest toRequest() {
    List<FieldError> errors = new ArrayList<>();
    LatLng from = PlaceBody.read("pickup", pickup, errors);
    List<LatLng> between = readStops(errors);
    LatLng to = PlaceBody.read("dropoff", dropoff, errors);
    ProductId product = readProduct(errors);
    if (!errors.isEmpty()) {
      throw Problem.badRequest("invalid_field", errors.get(0).message())
          .withErrors(errors)
          .exception();
    }
    return new QuoteRequest(from, between, to, product);
  }

  private List<LatLng> readStops(List<FieldError> errors) {
    if (stops == null) {
      return List.of();
    }
    if (stops.size() > STOPS_MAX) {
      errors.add(
          new FieldError(
              "stops",
              "too_many",
              "'stops' may have at most " + STOPS_MAX + " places, but has " + stops.size()));
      return List.of();
    }
    List<LatLng> places = new ArrayList<>();
    for (int i = 0; i < stops.size(); i++) {
      LatLng place = PlaceBody.read("stops[" + i + "]", stops.get(i), errors);
      if (place != null) {
        places.add(place);
      }
    }
    return places;
  }

  private @Nullable ProductId readProduct(List<FieldError> errors) {
    if (productId == null) {
      errors.add(new FieldError("product_id", "missing_field", "'product_id' is missing"));
      return null;
    }
    try {
      return new ProductId(productId);
    } catch (IllegalArgumentException e) {
      errors.add(new FieldError("product_id", "invalid_field", "'product_id': " + e.getMessage()));
      return null;
    }
  }
}

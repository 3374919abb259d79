package io.kerb.pricing.adapter.http;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.pricing.adapter.Refusals;
import io.kerb.pricing.quote.QuoteRefusal;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Problem.FieldError;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/** A place that a query names by {@code latitude} and {@code longitude}. */
final class AskedPlace {
  private AskedPlace() {}

  /**
   * @throws io.kerb.runtime.http.ProblemException 400 naming the fields that are no position
   */
  static LatLng of(@Nullable Double latitude, @Nullable Double longitude) {
    List<FieldError> errors = new ArrayList<>();
    LatLng place = PlaceBody.read("position", new PlaceBody(latitude, longitude), errors);
    if (place != null) {
      return place;
    }
    List<FieldError> named =
        errors.stream()
            .map(
                error ->
                    new FieldError(
                        error.field().replace("position.", ""),
                        error.code(),
                        error.message().replace("position.", "")))
            .toList();
    throw Problem.badRequest("invalid_field", named.get(0).message()).withErrors(named).exception();
  }

  /**
   * @throws io.kerb.runtime.http.ProblemException 422 if no market serves it
   */
  static Market market(Markets markets, LatLng place) {
    return markets
        .findContaining(place)
        .orElseThrow(
            () ->
                Refusals.problem(new QuoteRefusal.OutsideMarket("position", place, null))
                    .exception());
  }
}

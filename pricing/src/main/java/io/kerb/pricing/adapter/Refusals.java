package io.kerb.pricing.adapter;

import io.kerb.location.api.LatLng;
import io.kerb.pricing.quote.QuoteRefusal;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Problem.FieldError;
import java.util.List;
import java.util.stream.Collectors;

/** The problem answer for each refusal; its codes are published and do not change. */
public final class Refusals {
  /** Of a stored quote that was changed: of no use for a trip. */
  public static final String NOT_GENUINE = "quote_not_genuine";

  private Refusals() {}

  public static Problem problem(QuoteRefusal refusal) {
    if (refusal instanceof QuoteRefusal.OutsideMarket outside) {
      return outsideMarket(outside);
    }
    if (refusal instanceof QuoteRefusal.Unroutable unroutable) {
      return of(unroutable.field(), "unroutable", unroutable.reason());
    }
    if (refusal instanceof QuoteRefusal.UnknownProduct unknown) {
      return of(
          "product_id",
          "unknown_product",
          "Market "
              + unknown.market()
              + " has no product '"
              + unknown.product()
              + "'; maybe one of "
              + unknown.known().stream().map(Object::toString).collect(Collectors.joining(", ")));
    }
    if (refusal instanceof QuoteRefusal.SamePlace) {
      return of("dropoff", "same_place", "Pickup and drop-off are the same place.");
    }
    QuoteRefusal.TooFar tooFar = (QuoteRefusal.TooFar) refusal;
    return of(
        "dropoff",
        "too_far",
        "The way is "
            + tooFar.distanceM() / 1000
            + " km long; at most "
            + tooFar.maxM() / 1000
            + " km are priced.");
  }

  private static Problem outsideMarket(QuoteRefusal.OutsideMarket outside) {
    String place = text(outside.place());
    return of(
        outside.field(),
        "outside_market",
        outside.market() == null
            ? "No market serves " + place + "; maybe latitude and longitude are swapped."
            : "'" + outside.field() + "' at " + place + " lies outside market " + outside.market());
  }

  private static Problem of(String field, String code, String detail) {
    Problem problem = Problem.unprocessable(code, detail);
    return field == null
        ? problem
        : problem.withErrors(List.of(new FieldError(field, code, detail)));
  }

  private static String text(LatLng place) {
    return place.latitude() + ", " + place.longitude();
  }
}

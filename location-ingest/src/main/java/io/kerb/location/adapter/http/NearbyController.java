package io.kerb.location.adapter.http;

import io.kerb.location.adapter.http.NearbyWire.CarBody;
import io.kerb.location.adapter.http.NearbyWire.NearbyAnswer;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.SupplySearch;
import io.kerb.location.api.SupplySearch.Answer;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import io.kerb.location.api.SupplySearch.Query;
import io.kerb.location.index.IndexSearch;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Problem.FieldError;
import io.kerb.runtime.http.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.List;
import java.util.function.Predicate;

/** The free cars around a rider, as the app draws them: enough to see, too little to track. */
@Controller("/v1/nearby")
@Secured({Role.RIDER, Role.OPERATOR})
final class NearbyController {
  private static final double RADIUS_M = 3_000;
  private static final int CARS_MAX = 20;

  private final SupplySearch search;
  private final Markets markets;

  NearbyController(SupplySearch search, Markets markets) {
    this.search = search;
    this.markets = markets;
  }

  /** Free cars around a place: coarse positions, ids that change with each answer. */
  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  NearbyAnswer nearby(
      @QueryValue double latitude,
      @QueryValue double longitude,
      @QueryValue("product_id") @Nullable String productId) {
    LatLng center = place(latitude, longitude);
    Market market =
        markets
            .findContaining(center)
            .orElseThrow(
                () ->
                    Problem.unprocessable("outside_market", "No market contains this place.")
                        .exception());
    Predicate<NearbyDriver> shown =
        productId == null ? SupplySearch.idle() : SupplySearch.idle(product(market, productId));
    Answer answer = search.nearest(new Query(center, RADIUS_M, CARS_MAX, IndexSearch.LIVE, shown));
    List<CarBody> cars = answer.drivers().stream().map(CarBody::coarse).toList();
    return new NearbyAnswer(cars, answer.complete());
  }

  private static LatLng place(double latitude, double longitude) {
    try {
      return new LatLng(latitude, longitude);
    } catch (IllegalArgumentException e) {
      String field = e.getMessage().startsWith("latitude") ? "latitude" : "longitude";
      throw Problem.badRequest("invalid_field", "There is no such place.")
          .withErrors(List.of(new FieldError(field, "invalid_field", e.getMessage())))
          .exception();
    }
  }

  private static ProductId product(Market market, String productId) {
    return market.products().stream()
        .map(Product::productId)
        .filter(known -> known.value().equals(productId))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.unprocessable(
                        "unknown_product",
                        "Market " + market.marketId() + " has no product '" + productId + "'.")
                    .exception());
  }
}

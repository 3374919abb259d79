package io.kerb.dispatch.adapter.http;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * A market as operators see it.
 *
 * @param dispatch missing until an owner has said something
 * @param decisions the newest first
 */
@Introspected
public record MarketView(
    String marketId,
    String name,
    String timeZone,
    String currency,
    Polygon boundary,
    List<ProductView> products,
    int partition,
    @Nullable DispatchView dispatch,
    List<DecisionLineView> decisions) {

  static MarketView of(
      Market market, @Nullable DispatchView dispatch, List<DecisionLineView> decisions) {
    return new MarketView(
        market.marketId().value(),
        market.name(),
        market.timeZone().getId(),
        market.currency().getCurrencyCode(),
        Polygon.of(market.boundary()),
        market.products().stream()
            .map(p -> new ProductView(p.productId().value(), p.name(), p.seats()))
            .toList(),
        market.partition(),
        dispatch,
        decisions);
  }

  /** Of the list of markets. */
  @Introspected
  public record Name(String marketId, String name) {}

  /** All markets. */
  @Introspected
  public record Names(List<Name> markets) {}

  /** What can be ordered. */
  @Introspected
  public record ProductView(String productId, String name, int seats) {}

  /** GeoJSON (RFC 7946): longitude first, the ring closed. */
  @Introspected
  public record Polygon(String type, List<List<List<Double>>> coordinates) {
    static Polygon of(List<LatLng> corners) {
      List<List<Double>> ring = new ArrayList<>();
      corners.forEach(corner -> ring.add(List.of(corner.longitude(), corner.latitude())));
      ring.add(ring.get(0));
      return new Polygon("Polygon", List.of(ring));
    }
  }
}

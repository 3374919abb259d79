package io.kerb.pricing.quote;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import java.util.List;

/** Why there is no price. */
public sealed interface QuoteRefusal {

  /**
   * @param field such as {@code pickup} or {@code stops[1]}
   * @param market where the pickup lies; null if it is the pickup that is outside
   */
  record OutsideMarket(String field, LatLng place, MarketId market) implements QuoteRefusal {}

  /**
   * @param field null if it is not one place's fault
   */
  record Unroutable(String field, String reason) implements QuoteRefusal {}

  record UnknownProduct(ProductId product, MarketId market, List<ProductId> known)
      implements QuoteRefusal {}

  /** The way goes nowhere. */
  record SamePlace() implements QuoteRefusal {}

  record TooFar(long distanceM, long maxM) implements QuoteRefusal {}
}

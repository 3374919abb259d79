package io.kerb.pricing.api;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A firm price for a route, until it expires; good for one trip.
 *
 * @param durationS as the rider is shown it
 * @param durationRange null where nothing was learned of it
 * @param pickupEtaS null when no driver is in reach
 * @param basis what the fare is made of
 * @param routePolyline the way to drive, in Google's encoded polyline format, precision 5
 */
public record Quote(
    QuoteId quoteId,
    RiderId rider,
    MarketId market,
    ProductId product,
    LatLng pickup,
    List<LatLng> stops,
    LatLng dropoff,
    long distanceM,
    long durationS,
    DurationRange durationRange,
    Long pickupEtaS,
    SurgeQuote surge,
    Money fare,
    FareRules rules,
    FareBasis basis,
    String routePolyline,
    Instant createdAt,
    Instant expiresAt) {

  public BigDecimal surgeMultiplier() {
    return surge.multiplier();
  }

  /** The fare made once more of what the quote keeps: the same to the minor unit. */
  public Money replay() {
    return rules.fare(basis, surge.multiplier());
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}

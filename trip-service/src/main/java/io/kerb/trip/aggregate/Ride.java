package io.kerb.trip.aggregate;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.FareBasis;
import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.api.Money;
import io.kerb.pricing.api.QuoteId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What was ordered, frozen at the request: it can be driven and charged with nobody else's help.
 *
 * @param rules the quote's fare rules, for waiting and cancels
 * @param basis what the fare is made of
 * @param fare the quoted fare for this route
 * @param pickupCode four digits that the rider tells the driver
 * @param scheduledAt when the rider wants to be picked up; null for now
 * @param releaseAt when a ride booked ahead begins to look for a driver; null for now, and for
 *     older ones, which do so by the policy
 * @param blocked drivers who are not to meet this rider, as it was at the request
 */
public record Ride(
    TripId tripId,
    QuoteId quoteId,
    RiderId rider,
    MarketId market,
    ProductId product,
    Route route,
    FareRules rules,
    BigDecimal surgeMultiplier,
    FareBasis basis,
    Money fare,
    String pickupCode,
    Instant requestedAt,
    Instant scheduledAt,
    Instant releaseAt,
    List<DriverId> blocked) {
  private static final Pattern CODE = Pattern.compile("[0-9]{4}");

  /**
   * Where it goes. Positions are kept to 1e-7 degrees, about 1 cm.
   *
   * @param polyline encoded with precision 5; may be empty
   */
  public record Route(
      LatLng pickup,
      List<LatLng> stops,
      LatLng dropoff,
      long distanceM,
      long durationS,
      String polyline) {
    public Route {
      pickup = rounded(pickup);
      stops = stops.stream().map(Route::rounded).toList();
      dropoff = rounded(dropoff);
      if (distanceM < 0 || durationS < 0) {
        throw new IllegalArgumentException(
            "a route's distance and duration must not be negative, but were "
                + distanceM
                + " m, "
                + durationS
                + " s");
      }
      polyline = polyline == null ? "" : polyline;
    }

    private static LatLng rounded(LatLng position) {
      return LatLng.ofE7(position.latitudeE7(), position.longitudeE7());
    }
  }

  public Ride {
    blocked = List.copyOf(blocked);
    if (!CODE.matcher(pickupCode).matches()) {
      throw new IllegalArgumentException("a pickup code has four digits");
    }
  }

  Ride withRoute(Route newRoute, FareBasis newBasis, Money newFare) {
    return new Ride(
        tripId,
        quoteId,
        rider,
        market,
        product,
        newRoute,
        rules,
        surgeMultiplier,
        newBasis,
        newFare,
        pickupCode,
        requestedAt,
        scheduledAt,
        releaseAt,
        blocked);
  }
}

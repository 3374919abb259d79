package io.kerb.pricing.quote;

import io.kerb.eta.api.Polyline;
import io.kerb.eta.api.Route;
import io.kerb.eta.api.Routing;
import io.kerb.eta.api.UnroutableException;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.RiderId;
import io.kerb.pricing.api.DurationRange;
import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.api.SurgeQuote;
import io.kerb.pricing.fare.FareBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes a price: route, fare rules and surge, at one moment. */
public final class Quoter {
  /** Places nearer to each other than this are one place. */
  public static final double SAME_PLACE_M = 10;

  private final Markets markets;
  private final FareBook fares;
  private final Routing routing;
  private final PickupWait pickupWait;
  private final SurgeLookup surge;
  private final QuotePolicy policy;

  public Quoter(
      Markets markets,
      FareBook fares,
      Routing routing,
      PickupWait pickupWait,
      SurgeLookup surge,
      QuotePolicy policy) {
    this.markets = markets;
    this.fares = fares;
    this.routing = routing;
    this.pickupWait = pickupWait;
    this.surge = surge;
    this.policy = policy;
  }

  public QuoteAnswer quote(RiderId rider, QuoteRequest request, QuoteId id, Instant now) {
    Optional<Market> found = markets.findContaining(request.pickup());
    if (found.isEmpty()) {
      return refused(new QuoteRefusal.OutsideMarket("pickup", request.pickup(), null));
    }
    Market market = found.get();
    if (market.findProduct(request.product()).isEmpty()) {
      return refused(
          new QuoteRefusal.UnknownProduct(
              request.product(),
              market.marketId(),
              market.products().stream().map(Product::productId).toList()));
    }
    Drive drive = drive(market, new Way(request.pickup(), request.stops(), request.dropoff()));
    if (drive instanceof Drive.Refused no) {
      return refused(no.refusal());
    }
    Route route = ((Drive.Found) drive).route();
    FareRules rules = fares.getRules(market, request.product());
    SurgeQuote surged = surge.entry(market.marketId(), request.pickup(), request.product(), now);
    OptionalLong wait = pickupWait.seconds(request.pickup(), request.product());
    return new QuoteAnswer.Quoted(
        new Quote(
            id,
            rider,
            market.marketId(),
            request.product(),
            request.pickup(),
            request.stops(),
            request.dropoff(),
            route.distanceM(),
            route.durationS(),
            range(route),
            wait.isPresent() ? wait.getAsLong() : null,
            surged,
            rules.fare(route.distanceM(), route.time().meanS(), surged.multiplier()),
            rules,
            Polyline.encode(route.points()),
            now,
            now.plus(policy.validFor())));
  }

  /** The quote's ride to another drop-off, by the quote's own rules and surge. */
  public QuoteAnswer reprice(Quote quote, LatLng newDropoff) {
    Drive drive =
        drive(
            markets.getMarket(quote.market()), new Way(quote.pickup(), quote.stops(), newDropoff));
    if (drive instanceof Drive.Refused no) {
      return refused(no.refusal());
    }
    Route route = ((Drive.Found) drive).route();
    return new QuoteAnswer.Quoted(
        new Quote(
            quote.quoteId(),
            quote.rider(),
            quote.market(),
            quote.product(),
            quote.pickup(),
            quote.stops(),
            newDropoff,
            route.distanceM(),
            route.durationS(),
            range(route),
            quote.pickupEtaS(),
            quote.surge(),
            quote.rules().fare(route.distanceM(), route.time().meanS(), quote.surgeMultiplier()),
            quote.rules(),
            Polyline.encode(route.points()),
            quote.createdAt(),
            quote.expiresAt()));
  }

  private Drive drive(Market market, Way way) {
    List<LatLng> places = way.places();
    for (int i = 0; i < places.size(); i++) {
      if (!market.contains(places.get(i))) {
        return new Drive.Refused(
            new QuoteRefusal.OutsideMarket(way.field(i), places.get(i), market.marketId()));
      }
    }
    if (way.goesNowhere()) {
      return new Drive.Refused(new QuoteRefusal.SamePlace());
    }
    Route route;
    try {
      route = routing.route(places);
    } catch (UnroutableException e) {
      int index = e.place() == null ? -1 : places.indexOf(e.place());
      return new Drive.Refused(
          new QuoteRefusal.Unroutable(index < 0 ? null : way.field(index), e.getMessage()));
    }
    if (route.distanceM() > policy.distanceMaxM()) {
      return new Drive.Refused(new QuoteRefusal.TooFar(route.distanceM(), policy.distanceMaxM()));
    }
    return new Drive.Found(route);
  }

  private static DurationRange range(Route route) {
    return route.time().range().map(r -> new DurationRange(r.p10S(), r.p90S())).orElse(null);
  }

  private static QuoteAnswer refused(QuoteRefusal refusal) {
    return new QuoteAnswer.Refused(refusal);
  }

  private sealed interface Drive {
    record Found(Route route) implements Drive {}

    record Refused(QuoteRefusal refusal) implements Drive {}
  }

  private record Way(LatLng pickup, List<LatLng> stops, LatLng dropoff) {
    List<LatLng> places() {
      List<LatLng> places = new ArrayList<>();
      places.add(pickup);
      places.addAll(stops);
      places.add(dropoff);
      return places;
    }

    String field(int index) {
      if (index == 0) {
        return "pickup";
      }
      return index <= stops.size() ? "stops[" + (index - 1) + "]" : "dropoff";
    }

    boolean goesNowhere() {
      return places().stream().allMatch(place -> place.metersTo(pickup) < SAME_PLACE_M);
    }
  }
}

package io.kerb.pricing.quote;

import io.kerb.eta.api.Polyline;
import io.kerb.eta.api.Route;
import io.kerb.eta.api.Routing;
import io.kerb.eta.api.UnroutableException;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.pricing.api.DurationRange;
import io.kerb.pricing.api.FareBasis;
import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.api.FareSource;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.api.SurgeQuote;
import io.kerb.pricing.fare.Course;
import io.kerb.pricing.fare.FareArchive;
import io.kerb.pricing.fare.FareBook;
import io.kerb.pricing.fare.FareTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes a price: route, fare rules and surge, at one moment. */
public final class Quoter {
  /** Places nearer to each other than this are one place. */
  public static final double SAME_PLACE_M = 10;

  private final Markets markets;
  private final FareBook fares;
  private final FareArchive archive;
  private final Routing routing;
  private final PickupWait pickupWait;
  private final SurgeLookup surge;
  private final QuotePolicy policy;

  public Quoter(
      Markets markets,
      FareBook fares,
      FareArchive archive,
      Routing routing,
      PickupWait pickupWait,
      SurgeLookup surge,
      QuotePolicy policy) {
    this.markets = markets;
    this.fares = fares;
    this.archive = archive;
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
    Way way = new Way(request.pickup(), request.stops(), request.dropoff());
    Drive drive = drive(market, way);
    if (drive instanceof Drive.Refused no) {
      return refused(no.refusal());
    }
    Route route = ((Drive.Found) drive).route();
    FareRules rules = fares.getRules(market, request.product(), now);
    FareBasis basis = basis(market, request.product(), rules, way, route);
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
            rules.fare(basis, surged.multiplier()),
            rules,
            basis,
            Polyline.encode(route.points()),
            now,
            now.plus(policy.validFor())));
  }

  /**
   * The quote's ride to another drop-off, by the quote's own rules, band and surge; zones and tolls
   * are those of the new way, as the quote's own fare table has them.
   *
   * @throws java.util.NoSuchElementException if that table is not kept any more
   */
  public QuoteAnswer reprice(Quote quote, LatLng newDropoff) {
    Market market = markets.getMarket(quote.market());
    Way way = new Way(quote.pickup(), quote.stops(), newDropoff);
    Drive drive = drive(market, way);
    if (drive instanceof Drive.Refused no) {
      return refused(no.refusal());
    }
    Route route = ((Drive.Found) drive).route();
    FareBasis basis = basis(market, quote.product(), quote.rules(), way, route);
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
            quote.rules().fare(basis, quote.surgeMultiplier()),
            quote.rules(),
            basis,
            Polyline.encode(route.points()),
            quote.createdAt(),
            quote.expiresAt()));
  }

  private FareBasis basis(Market market, ProductId product, FareRules rules, Way way, Route route) {
    Course course = new Course(way.pickup(), way.later(), route.points());
    return new FareBasis(
        route.distanceM(),
        route.time().meanS(),
        way.stops().size(),
        findTable(rules.source())
            .map(table -> table.surcharges(market, product, course))
            .orElse(List.of()));
  }

  /** The table that these rules are of, also if another has replaced it; older ones name none. */
  private Optional<FareTable> findTable(FareSource source) {
    if (source.equals(FareSource.UNKNOWN)) {
      return Optional.empty();
    }
    Optional<FareTable> table =
        fares.findTable(source.digest()).or(() -> archive.find(source.digest()));
    if (table.isEmpty()) {
      throw new NoSuchElementException("no fare table " + source.digest() + " is kept");
    }
    return table;
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
    /** Where a rider can get off. */
    List<LatLng> later() {
      List<LatLng> later = new ArrayList<>(stops);
      later.add(dropoff);
      return later;
    }

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

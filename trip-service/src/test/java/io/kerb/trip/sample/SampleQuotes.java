package io.kerb.trip.sample;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.pricing.api.DurationRange;
import io.kerb.pricing.api.FareBasis;
import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.api.QuoteLookup;
import io.kerb.pricing.api.QuoteNotGenuineException;
import io.kerb.pricing.api.SurgeQuote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Quotes in a small town, kept in a map. */
public final class SampleQuotes implements QuoteLookup {
  public static final MarketId MARKET = new MarketId("sampleton");
  public static final LatLng PICKUP = new LatLng(37.7749295, -122.4194155);
  public static final LatLng DROPOFF = new LatLng(37.7849, -122.4094);
  public static final LatLng ELSEWHERE = new LatLng(37.79, -122.4);
  public static final Currency USD = Currency.getInstance("USD");

  /** Waiting costs 60 cents a minute after 2 min; a cancel 500 after 2 min. */
  public static final FareRules RULES =
      new FareRules(
          "sample-1",
          USD,
          200,
          new BigDecimal("110"),
          new BigDecimal("25.5"),
          150,
          700,
          120,
          new BigDecimal("60"),
          500,
          120);

  public static final BigDecimal SURGE = new BigDecimal("1.2");
  public static final FareBasis BASIS = new FareBasis(2_300, 420, 1, List.of());

  private final Set<QuoteId> changed = ConcurrentHashMap.newKeySet();
  private final Map<QuoteId, Quote> quotes = new ConcurrentHashMap<>();

  public Quote quote(UUID id, RiderId rider, Instant at) {
    Quote quote =
        new Quote(
            new QuoteId(id),
            rider,
            MARKET,
            new ProductId("standard"),
            PICKUP,
            List.of(new LatLng(37.78, -122.415)),
            DROPOFF,
            BASIS.distanceM(),
            BASIS.durationS(),
            new DurationRange(330, 560),
            90L,
            SurgeQuote.ofMultiplier(SURGE),
            RULES.fare(BASIS, SURGE),
            RULES,
            BASIS,
            "_p~iF~ps|U",
            at,
            at.plus(Duration.ofMinutes(2)));
    quotes.put(quote.quoteId(), quote);
    return quote;
  }

  /** As if somebody had written to pricing's store. */
  public void change(QuoteId id) {
    changed.add(id);
  }

  @Override
  public Optional<Quote> findQuote(QuoteId id) {
    if (changed.contains(id)) {
      throw new QuoteNotGenuineException(id);
    }
    return Optional.ofNullable(quotes.get(id));
  }

  @Override
  public Quote reprice(QuoteId id, LatLng newDropoff) {
    throw new IllegalArgumentException("there is no way to " + newDropoff);
  }
}

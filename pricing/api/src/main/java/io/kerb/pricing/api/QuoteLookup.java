package io.kerb.pricing.api;

import io.kerb.location.api.LatLng;
import java.util.Optional;

/** What was this rider promised? Asked of pricing, in process or over HTTP. */
public interface QuoteLookup {

  /**
   * The quote, also for a while after it expired; empty if there was never one.
   *
   * @throws QuoteNotGenuineException if what is stored was not signed by pricing
   */
  Optional<Quote> findQuote(QuoteId id);

  /**
   * The same ride to another drop-off, by the quote's own rules and surge: a new route and fare,
   * not stored as a quote of its own.
   *
   * @throws java.util.NoSuchElementException if the quote is not kept any more
   * @throws QuoteNotGenuineException if what is stored was changed
   * @throws IllegalArgumentException if the place cannot be reached or lies outside the market
   */
  Quote reprice(QuoteId id, LatLng newDropoff);
}

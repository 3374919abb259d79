package io.kerb.pricing.adapter.http;

import io.kerb.pricing.api.Quote;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;

/** A quote as its rider sees it. */
@Introspected
public record QuoteAnswerBody(
    String quoteId,
    FareBody fare,
    BigDecimal surgeMultiplier,
    long distanceM,
    long durationS,
    @Nullable Long pickupEtaS,
    Instant expiresAt,
    String productId,
    String marketId,
    String routePolyline) {

  /** Money. */
  @Introspected
  public record FareBody(long amountMinor, String currency) {}

  static QuoteAnswerBody of(Quote quote) {
    return new QuoteAnswerBody(
        quote.quoteId().toString(),
        new FareBody(quote.fare().amountMinor(), quote.fare().currency().getCurrencyCode()),
        quote.surgeMultiplier(),
        quote.distanceM(),
        quote.durationS(),
        quote.pickupEtaS(),
        quote.expiresAt(),
        quote.product().value(),
        quote.market().value(),
        quote.routePolyline());
  }
}

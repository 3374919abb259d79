package io.kerb.pricing.adapter.http;

import io.kerb.pricing.api.Money;
import io.kerb.pricing.api.Quote;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A quote as its rider sees it.
 *
 * @param durationS half of such rides are faster
 * @param durationP10S one in ten such rides is faster; absent where nothing was learned of it
 * @param durationP90S one in ten such rides is slower; absent likewise
 */
@Introspected
public record QuoteAnswerBody(
    String quoteId,
    FareBody fare,
    BigDecimal surgeMultiplier,
    long distanceM,
    long durationS,
    @Nullable Long durationP10S,
    @Nullable Long durationP90S,
    @Nullable Long pickupEtaS,
    Instant expiresAt,
    String productId,
    String marketId,
    String routePolyline) {

  /** Money. */
  @Introspected
  public record FareBody(long amountMinor, String currency) {
    static FareBody of(Money money) {
      return new FareBody(money.amountMinor(), money.currency().getCurrencyCode());
    }
  }

  static QuoteAnswerBody of(Quote quote) {
    return new QuoteAnswerBody(
        quote.quoteId().toString(),
        FareBody.of(quote.fare()),
        quote.surgeMultiplier(),
        quote.distanceM(),
        quote.durationS(),
        quote.durationRange() == null ? null : quote.durationRange().p10S(),
        quote.durationRange() == null ? null : quote.durationRange().p90S(),
        quote.pickupEtaS(),
        quote.expiresAt(),
        quote.product().value(),
        quote.market().value(),
        quote.routePolyline());
  }
}

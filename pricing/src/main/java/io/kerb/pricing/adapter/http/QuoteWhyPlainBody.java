package io.kerb.pricing.adapter.http;

import io.kerb.pricing.adapter.http.QuoteAnswerBody.FareBody;
import io.kerb.pricing.api.FarePart;
import io.kerb.pricing.api.Quote;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.Locale;

/**
 * A price in a rider's words.
 *
 * @param lines what is charged, and what for; they sum exactly to the fare
 */
@Introspected
public record QuoteWhyPlainBody(String quoteId, FareBody fare, List<LineBody> lines)
    implements QuoteWhy {

  /** One of them, such as "Distance (5.4 km)". */
  @Introspected
  public record LineBody(String label, FareBody amount) {}

  static QuoteWhyPlainBody of(Quote quote) {
    return new QuoteWhyPlainBody(
        quote.quoteId().toString(),
        FareBody.of(quote.fare()),
        quote.rules().parts(quote.basis(), quote.surgeMultiplier()).stream()
            .filter(part -> part.amountMinor() != 0)
            .map(part -> line(part, quote))
            .toList());
  }

  private static LineBody line(FarePart part, Quote quote) {
    return new LineBody(
        label(part, quote),
        new FareBody(part.amountMinor(), quote.fare().currency().getCurrencyCode()));
  }

  private static String label(FarePart part, Quote quote) {
    return switch (part.kind()) {
      case BASE -> "Base fare";
      case DISTANCE ->
          String.format(Locale.ROOT, "Distance (%.1f km)", quote.basis().distanceM() / 1000.0);
      case TIME ->
          String.format(Locale.ROOT, "Time (about %d min)", minutes(quote.basis().durationS()));
      case BAND -> "Time of day: " + part.name();
      case SURGE ->
          "High demand (" + quote.surgeMultiplier().toPlainString() + " times the usual price)";
      case MINIMUM -> "Up to the minimum fare";
      case STOPS -> quote.basis().stops() == 1 ? "1 stop" : quote.basis().stops() + " stops";
      case ZONE -> "Zone: " + part.name();
      case TOLL -> "Toll: " + part.name();
      case BOOKING_FEE -> "Booking fee";
      case ROUNDING -> "Rounding";
    };
  }

  private static long minutes(long seconds) {
    return Math.max(1, Math.round(seconds / 60.0));
  }
}

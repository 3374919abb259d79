package io.kerb.pricing.adapter.http;

import io.kerb.pricing.adapter.http.QuoteAnswerBody.FareBody;
import io.kerb.pricing.api.FarePart;
import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.Surcharge;
import io.kerb.pricing.api.SurgeQuote;
import io.kerb.pricing.quote.StoredQuote;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A price as an operator may take it apart.
 *
 * @param seal genuine; unsigned for one from before quotes were signed; broken if it or its
 *     signature was changed
 * @param replayedFare made once more of the numbers below; differs from the fare only if the row
 *     was changed
 * @param parts whole minor units that sum exactly to the fare
 */
@Introspected
public record QuoteWhyBody(
    String quoteId,
    String riderId,
    String marketId,
    String productId,
    FareBody fare,
    FareBody replayedFare,
    String seal,
    List<PartBody> parts,
    SurgeBody surge,
    TableBody fareTable,
    RideBody ride,
    Instant createdAt,
    Instant expiresAt)
    implements QuoteWhy {

  /**
   * @param part base, distance, time, band, surge, minimum, stops, zone, toll, booking_fee or
   *     rounding
   */
  @Introspected
  public record PartBody(String part, @Nullable String name, FareBody amount) {}

  /**
   * The cell's entry at the quote's moment.
   *
   * @param cell absent in quotes from before it was kept
   * @param version 0 if the cell had no entry that counted
   * @param note what else moved it, such as an override or a cap
   */
  @Introspected
  public record SurgeBody(
      BigDecimal multiplier,
      @Nullable String cell,
      int demand,
      int supply,
      long version,
      @Nullable Instant updatedAt,
      @Nullable String note) {

    static SurgeBody of(SurgeQuote surge) {
      return new SurgeBody(
          surge.multiplier(),
          surge.cell() == null ? null : surge.cell().toString(),
          surge.demand(),
          surge.supply(),
          surge.version(),
          surge.updatedAt(),
          emptyToNull(surge.note()));
    }
  }

  /**
   * Where the rules are written, and what they say. Rates are in minor units and may be fractions.
   *
   * @param digest SHA-256 of the table's text
   * @param line of the table, from 1
   */
  @Introspected
  public record TableBody(
      String version,
      @Nullable String digest,
      @Nullable Integer line,
      long baseMinor,
      BigDecimal perKmMinor,
      BigDecimal perMinuteMinor,
      long perStopMinor,
      long minimumMinor,
      long bookingFeeMinor,
      @Nullable BandBody band) {

    static TableBody of(FareRules rules) {
      return new TableBody(
          rules.version(),
          emptyToNull(rules.source().digest()),
          rules.source().line() == 0 ? null : rules.source().line(),
          rules.baseMinor(),
          rules.perKmMinor(),
          rules.perMinuteMinor(),
          rules.perStopMinor(),
          rules.minimumMinor(),
          rules.bookingFeeMinor(),
          rules.band().name().isEmpty()
              ? null
              : new BandBody(
                  rules.band().name(), rules.band().factor(), rules.band().surchargeMinor()));
    }
  }

  /** The time band that held. */
  @Introspected
  public record BandBody(String name, BigDecimal factor, long surchargeMinor) {}

  /**
   * What of the ride was charged.
   *
   * @param durationS as the rider was shown it
   * @param chargedDurationS as it was charged
   */
  @Introspected
  public record RideBody(
      PlaceBody pickup,
      List<PlaceBody> stops,
      PlaceBody dropoff,
      long distanceM,
      long durationS,
      long chargedDurationS,
      List<PassedBody> zones,
      List<PassedBody> tolls) {

    static RideBody of(Quote quote) {
      return new RideBody(
          PlaceBody.of(quote.pickup()),
          quote.stops().stream().map(PlaceBody::of).toList(),
          PlaceBody.of(quote.dropoff()),
          quote.basis().distanceM(),
          quote.durationS(),
          quote.basis().durationS(),
          passed(quote, Surcharge.Kind.ZONE),
          passed(quote, Surcharge.Kind.TOLL));
    }

    private static List<PassedBody> passed(Quote quote, Surcharge.Kind kind) {
      return quote.basis().surcharges().stream()
          .filter(due -> due.kind() == kind)
          .map(due -> new PassedBody(due.name(), due.times()))
          .toList();
    }
  }

  /** A zone or a toll, and how often it was charged. */
  @Introspected
  public record PassedBody(String name, int times) {}

  static QuoteWhyBody of(StoredQuote stored) {
    Quote quote = stored.quote();
    return new QuoteWhyBody(
        quote.quoteId().toString(),
        quote.rider().toString(),
        quote.market().value(),
        quote.product().value(),
        FareBody.of(quote.fare()),
        FareBody.of(quote.replay()),
        stored.seal().name().toLowerCase(Locale.ROOT),
        quote.rules().parts(quote.basis(), quote.surgeMultiplier()).stream()
            .map(part -> part(part, quote))
            .toList(),
        SurgeBody.of(quote.surge()),
        TableBody.of(quote.rules()),
        RideBody.of(quote),
        quote.createdAt(),
        quote.expiresAt());
  }

  private static PartBody part(FarePart part, Quote quote) {
    return new PartBody(
        part.kind().name().toLowerCase(Locale.ROOT),
        emptyToNull(part.name()),
        new FareBody(part.amountMinor(), quote.fare().currency().getCurrencyCode()));
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}

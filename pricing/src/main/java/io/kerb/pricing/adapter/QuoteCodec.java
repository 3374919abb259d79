package io.kerb.pricing.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.pricing.api.DurationRange;
import io.kerb.pricing.api.FareBand;
import io.kerb.pricing.api.FareBasis;
import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.api.FareSource;
import io.kerb.pricing.api.Money;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.api.Surcharge;
import io.kerb.pricing.api.SurgeQuote;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/**
 * A whole quote as JSON: how it is stored, and how roles hand it to each other. Its mapper is its
 * own, so that no setting of the server changes what is stored; unknown fields are skipped, so that
 * a newer version's rows can be read. Decimals are text: no digit is lost.
 */
public final class QuoteCodec {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private QuoteCodec() {}

  public static String encode(Quote quote) {
    try {
      return MAPPER.writeValueAsString(Stored.of(quote));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a quote is always writable", e);
    }
  }

  /**
   * @throws IllegalArgumentException if this is no quote
   */
  public static Quote decode(String json) {
    try {
      return MAPPER.readValue(json, Stored.class).toQuote();
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IllegalArgumentException("not a stored quote: " + e.getMessage(), e);
    }
  }

  record Stored(
      String quoteId,
      String riderId,
      String marketId,
      String productId,
      LatLng pickup,
      List<LatLng> stops,
      LatLng dropoff,
      long distanceM,
      long durationS,
      Long durationP10S,
      Long durationP90S,
      Long pickupEtaS,
      String surgeMultiplier,
      StoredSurge surge,
      long fareMinor,
      StoredRules rules,
      StoredBasis basis,
      String routePolyline,
      String createdAt,
      String expiresAt) {

    static Stored of(Quote quote) {
      return new Stored(
          quote.quoteId().toString(),
          quote.rider().toString(),
          quote.market().value(),
          quote.product().value(),
          quote.pickup(),
          quote.stops(),
          quote.dropoff(),
          quote.distanceM(),
          quote.durationS(),
          quote.durationRange() == null ? null : quote.durationRange().p10S(),
          quote.durationRange() == null ? null : quote.durationRange().p90S(),
          quote.pickupEtaS(),
          quote.surgeMultiplier().toPlainString(),
          StoredSurge.of(quote.surge()),
          quote.fare().amountMinor(),
          StoredRules.of(quote.rules()),
          StoredBasis.of(quote.basis()),
          quote.routePolyline(),
          quote.createdAt().toString(),
          quote.expiresAt().toString());
    }

    Quote toQuote() {
      FareRules fareRules = rules.toRules();
      return new Quote(
          QuoteId.parse(quoteId),
          RiderId.parse(riderId),
          new MarketId(marketId),
          new ProductId(productId),
          pickup,
          List.copyOf(stops),
          dropoff,
          distanceM,
          durationS,
          durationP10S == null ? null : new DurationRange(durationP10S, durationP90S),
          pickupEtaS,
          StoredSurge.toSurge(new BigDecimal(surgeMultiplier), surge),
          new Money(fareMinor, fareRules.currency()),
          fareRules,
          basis == null
              ? new FareBasis(distanceM, durationS, stops.size(), List.of())
              : basis.toBasis(),
          routePolyline,
          Instant.parse(createdAt),
          Instant.parse(expiresAt));
    }
  }

  /** Absent in older rows, which kept the multiplier only. */
  record StoredSurge(
      String cell, int demand, int supply, long version, String updatedAt, String note) {

    static StoredSurge of(SurgeQuote surge) {
      if (surge.cell() == null) {
        return null;
      }
      return new StoredSurge(
          surge.cell().toString(),
          surge.demand(),
          surge.supply(),
          surge.version(),
          surge.updatedAt() == null ? null : surge.updatedAt().toString(),
          surge.note().isEmpty() ? null : surge.note());
    }

    static SurgeQuote toSurge(BigDecimal multiplier, StoredSurge stored) {
      if (stored == null) {
        return SurgeQuote.ofMultiplier(multiplier);
      }
      return new SurgeQuote(
          multiplier,
          Cell.parse(stored.cell),
          stored.demand,
          stored.supply,
          stored.version,
          stored.updatedAt == null ? null : Instant.parse(stored.updatedAt),
          stored.note);
    }
  }

  record StoredRules(
      String version,
      String currency,
      long baseMinor,
      String perKmMinor,
      String perMinuteMinor,
      long bookingFeeMinor,
      long minimumMinor,
      long freeWaitingS,
      String waitingPerMinuteMinor,
      long cancelFeeMinor,
      long freeCancelS,
      long perStopMinor,
      StoredBand band,
      String tableDigest,
      int tableLine) {

    static StoredRules of(FareRules rules) {
      return new StoredRules(
          rules.version(),
          rules.currency().getCurrencyCode(),
          rules.baseMinor(),
          rules.perKmMinor().toPlainString(),
          rules.perMinuteMinor().toPlainString(),
          rules.bookingFeeMinor(),
          rules.minimumMinor(),
          rules.freeWaitingS(),
          rules.waitingPerMinuteMinor().toPlainString(),
          rules.cancelFeeMinor(),
          rules.freeCancelS(),
          rules.perStopMinor(),
          StoredBand.of(rules.band()),
          rules.source().digest(),
          rules.source().line());
    }

    FareRules toRules() {
      return new FareRules(
          version,
          Currency.getInstance(currency),
          baseMinor,
          new BigDecimal(perKmMinor),
          new BigDecimal(perMinuteMinor),
          bookingFeeMinor,
          minimumMinor,
          freeWaitingS,
          new BigDecimal(waitingPerMinuteMinor),
          cancelFeeMinor,
          freeCancelS,
          perStopMinor,
          band == null ? FareBand.NONE : band.toBand(),
          tableDigest == null ? FareSource.UNKNOWN : new FareSource(tableDigest, tableLine));
    }
  }

  /** Absent outside of bands, and in older rows. */
  record StoredBand(String name, String factor, long surchargeMinor) {
    static StoredBand of(FareBand band) {
      return band.equals(FareBand.NONE)
          ? null
          : new StoredBand(band.name(), band.factor().toPlainString(), band.surchargeMinor());
    }

    FareBand toBand() {
      return new FareBand(name, new BigDecimal(factor), surchargeMinor);
    }
  }

  /** Absent in older rows, whose fares were made of the route alone. */
  record StoredBasis(long distanceM, long durationS, int stops, List<StoredSurcharge> surcharges) {
    static StoredBasis of(FareBasis basis) {
      return new StoredBasis(
          basis.distanceM(),
          basis.durationS(),
          basis.stops(),
          basis.surcharges().stream().map(StoredSurcharge::of).toList());
    }

    FareBasis toBasis() {
      return new FareBasis(
          distanceM,
          durationS,
          stops,
          surcharges.stream().map(StoredSurcharge::toSurcharge).toList());
    }
  }

  record StoredSurcharge(String kind, String name, int times, long amountMinor) {
    static StoredSurcharge of(Surcharge due) {
      return new StoredSurcharge(
          due.kind().name().toLowerCase(Locale.ROOT), due.name(), due.times(), due.amountMinor());
    }

    Surcharge toSurcharge() {
      return new Surcharge(
          Surcharge.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), name, times, amountMinor);
    }
  }
}

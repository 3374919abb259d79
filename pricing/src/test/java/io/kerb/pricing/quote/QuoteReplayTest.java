package io.kerb.pricing.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.pricing.TestQuotes;
import io.kerb.pricing.adapter.QuoteCodec;
import io.kerb.pricing.api.FareBand;
import io.kerb.pricing.api.FareBasis;
import io.kerb.pricing.api.FarePart;
import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.api.FareSource;
import io.kerb.pricing.api.Money;
import io.kerb.pricing.api.PricingWire;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.Surcharge;
import io.kerb.pricing.api.SurgeQuote;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Quotes with every rule, in currencies of 0, 2 and 3 digits, through both stored forms. */
class QuoteReplayTest {
  private static final int QUOTES = 10_000;
  private static final Instant NOW = Instant.parse("2026-06-03T12:00:00.123Z");
  private static final List<Currency> CURRENCIES =
      List.of("JPY", "EUR", "NOK", "KWD").stream().map(Currency::getInstance).toList();

  @Test
  void everyStoredQuoteReplaysToTheSameMinorUnit() {
    long seed = 20_261_121;
    Random random = new Random(seed);
    for (int i = 0; i < QUOTES; i++) {
      Quote quote = quote(random);

      Quote read = QuoteCodec.decode(QuoteCodec.encode(quote));

      assertThat(read).as("seed %d quote %d", seed, i).isEqualTo(quote);
      assertThat(read.replay()).as("seed %d quote %d", seed, i).isEqualTo(quote.fare());
    }
  }

  @Test
  void theFormThatTripsFreezeReplaysAlike() throws Exception {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < QUOTES; i++) {
      Quote quote = quote(random);

      FareRules rules =
          PricingWire.fromWire(
              io.kerb.pricing.wire.FareRules.parseFrom(
                  PricingWire.toWire(quote.rules()).toByteArray()));
      FareBasis basis =
          PricingWire.fromWire(
              io.kerb.pricing.wire.FareBasis.parseFrom(
                  PricingWire.toWire(quote.basis()).toByteArray()));

      assertThat(rules).isEqualTo(quote.rules());
      assertThat(basis).isEqualTo(quote.basis());
      assertThat(rules.fare(basis, quote.surgeMultiplier()))
          .as("seed %d quote %d", seed, i)
          .isEqualTo(quote.fare());
    }
  }

  @Test
  void thePartsSumExactlyToTheFare() {
    long seed = 3;
    Random random = new Random(seed);
    for (int i = 0; i < QUOTES; i++) {
      Quote quote = quote(random);
      List<FarePart> parts = quote.rules().parts(quote.basis(), quote.surgeMultiplier());

      assertThat(parts.stream().mapToLong(FarePart::amountMinor).sum())
          .as("seed %d quote %d", seed, i)
          .isEqualTo(quote.fare().amountMinor());
      // Four parts are rounded to the nearest, and the sum once more.
      assertThat(parts.get(parts.size() - 1).kind()).isEqualTo(FarePart.Kind.ROUNDING);
      assertThat(parts.get(parts.size() - 1).amountMinor())
          .as("seed %d quote %d: %s", seed, i, parts)
          .isBetween(-2L, 2L);
    }
  }

  private static Quote quote(Random random) {
    FareRules rules = rules(random);
    FareBasis basis = basis(random);
    SurgeQuote surge =
        new SurgeQuote(
            BigDecimal.valueOf(10 + random.nextInt(41), 1),
            Cell.of(new LatLng(random.nextDouble(), random.nextDouble()), 13),
            random.nextInt(500),
            random.nextInt(500),
            random.nextInt(1_000_000),
            random.nextBoolean() ? NOW.minusMillis(random.nextInt(60_000)) : null,
            random.nextBoolean() ? "" : "override: concert");
    Money fare = rules.fare(basis, surge.multiplier());
    return TestQuotes.priced(QuoteIds.next(NOW, random), NOW, rules, basis, surge, fare);
  }

  private static FareRules rules(Random random) {
    FareBand band =
        random.nextBoolean()
            ? FareBand.NONE
            : new FareBand(
                "night", BigDecimal.valueOf(50 + random.nextInt(200), 2), random.nextInt(3_000));
    return new FareRules(
        "v" + random.nextInt(9),
        CURRENCIES.get(random.nextInt(CURRENCIES.size())),
        random.nextInt(5_000),
        BigDecimal.valueOf(random.nextInt(5_000_000), random.nextInt(5)),
        BigDecimal.valueOf(random.nextInt(5_000_000), random.nextInt(5)),
        random.nextInt(1_000),
        random.nextInt(10_000),
        120,
        BigDecimal.valueOf(random.nextInt(50_000), 2),
        random.nextInt(10_000),
        120,
        random.nextInt(2_000),
        band,
        random.nextBoolean() ? FareSource.UNKNOWN : new FareSource("ab12", random.nextInt(99)));
  }

  private static FareBasis basis(Random random) {
    List<Surcharge> due = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Surcharge.Kind kind = random.nextBoolean() ? Surcharge.Kind.ZONE : Surcharge.Kind.TOLL;
      due.add(new Surcharge(kind, "Nørre " + i, 1 + random.nextInt(3), random.nextInt(9_999)));
    }
    return new FareBasis(random.nextInt(200_000), random.nextInt(20_000), random.nextInt(9), due);
  }
}

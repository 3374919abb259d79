package io.kerb.pricing;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.RiderId;
import io.kerb.pricing.api.DurationRange;
import io.kerb.pricing.api.FareBasis;
import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.api.Money;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.api.SurgeQuote;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** Quotes for tests. */
public final class TestQuotes {
  private TestQuotes() {}

  public static Quote quote(QuoteId id, Instant now) {
    FareRules rules =
        new FareRules(
            "test-1",
            Currency.getInstance("USD"),
            250,
            new BigDecimal("105.125"),
            new BigDecimal("32"),
            175,
            500,
            120,
            new BigDecimal("40"),
            500,
            120);
    FareBasis basis = new FareBasis(5_432, 765, 1, List.of());
    BigDecimal surge = new BigDecimal("1.2");
    SurgeQuote entry =
        new SurgeQuote(surge, Cell.of(TestCity.CENTER, 13), 9, 2, 5, now.minusSeconds(7), "");
    return priced(id, now, rules, basis, entry, rules.fare(basis, surge));
  }

  /** The same ride by other rules. */
  public static Quote priced(
      QuoteId id, Instant now, FareRules rules, FareBasis basis, SurgeQuote surge, Money fare) {
    return new Quote(
        id,
        new RiderId(42),
        new MarketId("testville"),
        TestCity.STANDARD,
        new LatLng(0.1, 0.1),
        List.of(new LatLng(0.11, 0.1)),
        new LatLng(0.12, 0.13),
        5_432,
        765,
        new DurationRange(610, 990),
        null,
        surge,
        fare,
        rules,
        basis,
        "_p~iF~ps|U",
        now,
        now.plusSeconds(120));
  }
}

package io.kerb.pricing.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.eta.api.DriveTime;
import io.kerb.eta.api.Route;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.SupplySearch;
import io.kerb.pricing.KeptTables;
import io.kerb.pricing.TestCity;
import io.kerb.pricing.adapter.file.FareTableFile;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.Surcharge;
import io.kerb.pricing.api.SurgeQuote;
import io.kerb.pricing.fare.FareBook;
import io.kerb.pricing.fare.FareTable;
import io.kerb.pricing.surge.SurgeCells;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A ride over a bridge that costs, quoted at night; by day the operator changes the table. */
class RepriceTest {
  private static final String OLD =
      """
      version: old
      fares:
        - {market: "*", currency: USD, product: "*", base: 2, per_km: 1, per_minute: 0.3, booking_fee: 1, minimum: 4, free_waiting_s: 120, waiting_per_minute: 0.3, cancel_fee: 4, free_cancel_s: 90, per_stop: 1.5}
      tolls:
        - {name: bridge, market: testville, currency: USD, charged: once, amount: 3, gate: [[0.05, 0.12], [0.15, 0.12]]}
      bands:
        - {name: night, market: "*", product: "*", currency: USD, from: 22:00, to: 06:00, factor: 1.5}
      """;
  private static final FareTable TABLE = FareTableFile.read("old.yml", OLD);
  private static final FareTable NEW =
      FareTableFile.read("new.yml", OLD.replace("old", "new").replace("amount: 3", "amount: 9"));
  private static final Instant NIGHT = Instant.parse("2026-06-03T23:00:00Z");
  private static final LatLng NEAR = new LatLng(0.1, 0.11);
  private static final LatLng BEYOND = new LatLng(0.1, 0.13);

  private final KeptTables archive = new KeptTables();
  private final FareBook before = new FareBook(List.of(TABLE));
  private final FareBook after = new FareBook(List.of(NEW));

  @Test
  void theNewWaysTollIsThatOfTheQuotesOwnTableAlsoWhenItWasReplaced() {
    archive.keep(TABLE);
    Quote quote = quoted(NEAR);
    assertThat(quote.basis().surcharges()).isEmpty();

    Quote repriced = repriced(after, quote, BEYOND);

    assertThat(repriced.basis().surcharges())
        .containsExactly(new Surcharge(Surcharge.Kind.TOLL, "bridge", 1, 300));
    assertThat(repriced.rules()).isEqualTo(quote.rules());
    assertThat(repriced.replay()).isEqualTo(repriced.fare());
  }

  @Test
  void bandStopsAndSurgeAreThoseOfTheQuote() {
    Quote repriced = repriced(before, quoted(BEYOND), NEAR);

    assertThat(repriced.rules().band().name()).isEqualTo("night");
    assertThat(repriced.basis().stops()).isEqualTo(1);
    assertThat(repriced.surge().version()).isEqualTo(4);
    assertThat(repriced.basis().surcharges()).isEmpty();
  }

  @Test
  void withoutItsTableAQuoteIsNotRepriced() {
    Quote quote = quoted(NEAR);

    assertThatThrownBy(() -> repriced(after, quote, BEYOND))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining(TABLE.digest());
  }

  private Quote quoted(LatLng dropoff) {
    QuoteRequest request =
        new QuoteRequest(TestCity.CENTER, List.of(NEAR), dropoff, TestCity.STANDARD);
    return ((QuoteAnswer.Quoted)
            quoter(before)
                .quote(new RiderId(7), request, QuoteIds.next(NIGHT, new Random(1)), NIGHT))
        .quote();
  }

  private Quote repriced(FareBook fares, Quote quote, LatLng dropoff) {
    return ((QuoteAnswer.Quoted) quoter(fares).reprice(quote, dropoff)).quote();
  }

  private Quoter quoter(FareBook fares) {
    QuotePolicy policy = QuotePolicy.standard();
    return new Quoter(
        TestCity.markets(),
        fares,
        archive,
        places -> new Route(4_000, DriveTime.of(600), places),
        new PickupWait(new NoCars(), questions -> List.of(), policy),
        (market, pickup, product, now) ->
            new SurgeQuote(new BigDecimal("1.4"), SurgeCells.of(pickup), 9, 2, 4, now, ""),
        policy);
  }

  private static final class NoCars implements SupplySearch {
    @Override
    public List<Answer> nearestOfEach(List<Query> queries) {
      return queries.stream().map(query -> new Answer(List.of(), true)).toList();
    }

    @Override
    public Answer inMarket(Market market, int limit) {
      throw new UnsupportedOperationException("a quote asks for the nearest");
    }
  }
}

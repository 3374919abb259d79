package io.kerb.pricing.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.eta.api.DriveTime;
import io.kerb.eta.api.Route;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.SupplySearch;
import io.kerb.pricing.KeptTables;
import io.kerb.pricing.TestCity;
import io.kerb.pricing.adapter.QuoteCodec;
import io.kerb.pricing.adapter.file.FareTableFile;
import io.kerb.pricing.api.DurationRange;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.SurgeQuote;
import io.kerb.pricing.fare.FareBook;
import io.kerb.pricing.surge.SurgeCells;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Three numbers for one drive: what is shown, what is charged, what is promised. */
class QuoteDurationTest {
  private static final Instant NOW = Instant.parse("2026-06-03T12:00:00Z");
  private static final LatLng PICKUP = new LatLng(0.10, 0.10);
  private static final LatLng DROPOFF = new LatLng(0.12, 0.13);
  private static final long DISTANCE_M = 4_200;
  private static final DriveTime LEARNED =
      new DriveTime(600, 660, Optional.of(new DriveTime.Range(480, 850)));

  @Test
  void the_median_is_shown_the_mean_is_charged_and_the_range_is_promised() {
    Quote quote = quoted(LEARNED);

    assertThat(quote.durationS()).isEqualTo(600);
    assertThat(quote.durationRange()).isEqualTo(new DurationRange(480, 850));
    assertThat(quote.fare()).isEqualTo(quoted(DriveTime.of(660)).fare());
    assertThat(quote.fare()).isNotEqualTo(quoted(DriveTime.of(600)).fare());
  }

  @Test
  void a_new_destination_is_charged_and_promised_alike() {
    Quote quote = quoted(DriveTime.of(300));

    Quote repriced =
        ((QuoteAnswer.Quoted) quoter(LEARNED).reprice(quote, new LatLng(0.13, 0.13))).quote();

    assertThat(repriced.durationS()).isEqualTo(600);
    assertThat(repriced.durationRange()).isEqualTo(new DurationRange(480, 850));
    assertThat(repriced.fare()).isEqualTo(quoted(DriveTime.of(660)).fare());
  }

  @Test
  void a_stored_quote_keeps_its_promise_and_an_older_one_has_none() {
    Quote promised = quoted(LEARNED);
    Quote older = quoted(DriveTime.of(600));

    assertThat(QuoteCodec.decode(QuoteCodec.encode(promised))).isEqualTo(promised);
    assertThat(QuoteCodec.encode(older)).doesNotContain("duration_p");
    assertThat(QuoteCodec.decode(QuoteCodec.encode(older)).durationRange()).isNull();
    assertThat(QuoteCodec.encode(promised)).contains("\"duration_p10_s\":480", "duration_p90_s");
  }

  private static Quote quoted(DriveTime time) {
    QuoteRequest request = new QuoteRequest(PICKUP, List.of(), DROPOFF, TestCity.STANDARD);
    QuoteAnswer answer =
        quoter(time).quote(new RiderId(7), request, QuoteIds.next(NOW, new Random(1)), NOW);
    return ((QuoteAnswer.Quoted) answer).quote();
  }

  private static Quoter quoter(DriveTime time) {
    QuotePolicy policy = QuotePolicy.standard();
    return new Quoter(
        TestCity.markets(),
        new FareBook(List.of(FareTableFile.readDefaults())),
        new KeptTables(),
        places -> new Route(DISTANCE_M, time, places),
        new PickupWait(new NoCars(), questions -> List.of(), policy),
        (market, pickup, product, now) -> SurgeQuote.none(SurgeCells.of(pickup)),
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

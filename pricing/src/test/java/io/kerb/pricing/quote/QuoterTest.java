package io.kerb.pricing.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.eta.api.PickupEtas;
import io.kerb.eta.api.Polyline;
import io.kerb.eta.api.Route;
import io.kerb.eta.api.UnroutableException;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.SupplySearch;
import io.kerb.pricing.KeptTables;
import io.kerb.pricing.TestCity;
import io.kerb.pricing.adapter.QuoteCodec;
import io.kerb.pricing.adapter.file.FareTableFile;
import io.kerb.pricing.api.FareBasis;
import io.kerb.pricing.api.Money;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.SurgeQuote;
import io.kerb.pricing.fare.FareBook;
import io.kerb.pricing.surge.SurgeCells;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuoterTest {
  private static final Instant NOW = Instant.parse("2026-06-03T12:00:00Z");
  private static final RiderId RIDER = new RiderId(7);
  private static final LatLng PICKUP = new LatLng(0.10, 0.10);
  private static final LatLng DROPOFF = new LatLng(0.12, 0.13);
  private static final LatLng LAKE = new LatLng(0.05, 0.05);

  private BigDecimal surge = new BigDecimal("1.0");
  private final List<LatLng> idleCars = new ArrayList<>();
  private SupplySearch.Query asked;

  @Test
  void aQuoteIsTheRouteByTheRulesTimesSurge() {
    surge = new BigDecimal("1.4");

    Quote quote = quoted(request(PICKUP, DROPOFF));

    assertThat(quote.fare())
        .isEqualTo(
            quote.rules().fare(FareBasis.direct(quote.distanceM(), quote.durationS()), surge));
    assertThat(quote.surgeMultiplier()).isEqualTo(surge);
    assertThat(quote.rules().version()).isEqualTo("kerb-defaults-1");
    assertThat(quote.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(2)));
    assertThat(Polyline.decode(quote.routePolyline())).containsExactly(PICKUP, DROPOFF);
  }

  @Test
  void thePickupEtaIsThatOfTheFirstCarThatCanCome() {
    idleCars.add(new LatLng(0.1001, 0.1));
    idleCars.add(new LatLng(0.11, 0.1));
    idleCars.add(LAKE);

    // The nearest in a straight line needs longest: the fake makes times from what is listed.
    assertThat(quoted(request(PICKUP, DROPOFF)).pickupEtaS()).isEqualTo(60);
    assertThat(asked.filter().test(car(true, false, TestCity.STANDARD))).isTrue();
    assertThat(asked.filter().test(car(true, true, TestCity.STANDARD))).isFalse();
    assertThat(asked.filter().test(car(false, false, TestCity.STANDARD))).isFalse();
    assertThat(asked.filter().test(car(true, false, TestCity.XL))).isFalse();
    assertThat(asked.maxAge()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void withoutACarInReachThereIsNoPickupEta() {
    assertThat(quoted(request(PICKUP, DROPOFF)).pickupEtaS()).isNull();

    idleCars.add(LAKE);

    assertThat(quoted(request(PICKUP, DROPOFF)).pickupEtaS()).isNull();
  }

  @Test
  void everyPlaceMustLieInTheMarket() {
    LatLng abroad = new LatLng(1, 1);

    assertThat(refused(request(abroad, DROPOFF)))
        .isEqualTo(new QuoteRefusal.OutsideMarket("pickup", abroad, null));
    assertThat(refused(request(PICKUP, abroad)))
        .isEqualTo(new QuoteRefusal.OutsideMarket("dropoff", abroad, market().marketId()));
    assertThat(
            refused(new QuoteRequest(PICKUP, List.of(DROPOFF, abroad), DROPOFF, TestCity.STANDARD)))
        .isEqualTo(new QuoteRefusal.OutsideMarket("stops[1]", abroad, market().marketId()));
  }

  @Test
  void aProductMustBeOneOfTheMarkets() {
    ProductId boat = new ProductId("boat");

    assertThat(refused(new QuoteRequest(PICKUP, List.of(), DROPOFF, boat)))
        .isEqualTo(
            new QuoteRefusal.UnknownProduct(
                boat, market().marketId(), List.of(TestCity.STANDARD, TestCity.XL)));
  }

  @Test
  void aWayThatGoesNowhereHasNoPrice() {
    assertThat(refused(request(PICKUP, PICKUP))).isEqualTo(new QuoteRefusal.SamePlace());
    assertThat(refused(request(PICKUP, new LatLng(0.10005, 0.1))))
        .isEqualTo(new QuoteRefusal.SamePlace());
  }

  @Test
  void thereAndBackByAStopHasAPrice() {
    QuoteRequest thereAndBack =
        new QuoteRequest(PICKUP, List.of(DROPOFF), PICKUP, TestCity.STANDARD);

    assertThat(quoted(thereAndBack).distanceM())
        .isEqualTo(2 * quoted(request(PICKUP, DROPOFF)).distanceM());
  }

  @Test
  void aPlaceWithoutARoadIsNamed() {
    assertThat(refused(request(PICKUP, LAKE)))
        .isEqualTo(new QuoteRefusal.Unroutable("dropoff", "no road near the lake"));
  }

  @Test
  void aWayBeyondTheLimitIsRefused() {
    assertThat(refused(request(new LatLng(0.01, 0.01), new LatLng(0.19, 0.19))))
        .isInstanceOf(QuoteRefusal.TooFar.class);
  }

  @Test
  void anotherDropoffIsPricedByTheQuotesOwnRulesAndSurge() {
    surge = new BigDecimal("1.3");
    Quote quote = quoted(request(PICKUP, DROPOFF));
    surge = new BigDecimal("2.5");
    LatLng farther = new LatLng(0.15, 0.15);

    Quote repriced = ((QuoteAnswer.Quoted) quoter().reprice(quote, farther)).quote();

    assertThat(repriced.quoteId()).isEqualTo(quote.quoteId());
    assertThat(repriced.dropoff()).isEqualTo(farther);
    assertThat(repriced.surgeMultiplier()).isEqualTo(new BigDecimal("1.3"));
    assertThat(repriced.expiresAt()).isEqualTo(quote.expiresAt());
    assertThat(repriced.fare().amountMinor()).isGreaterThan(quote.fare().amountMinor());
    assertThat(quoter().reprice(quote, new LatLng(1, 1))).isInstanceOf(QuoteAnswer.Refused.class);
  }

  @Test
  void aStoredQuoteIsReadBackAsItWas() {
    idleCars.add(new LatLng(0.1001, 0.1));
    Quote quote = quoted(new QuoteRequest(PICKUP, List.of(DROPOFF), PICKUP, TestCity.XL));

    assertThat(QuoteCodec.decode(QuoteCodec.encode(quote))).isEqualTo(quote);
  }

  @Test
  void aReadQuoteReplaysToTheSameFareToTheMinorUnit() {
    long seed = 11;
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      surge = BigDecimal.valueOf(10 + random.nextInt(16), 1);
      Quote quote = quoted(request(somewhere(random), somewhere(random)));
      Quote read = QuoteCodec.decode(QuoteCodec.encode(quote));

      Money replayed = read.replay();
      if (!replayed.equals(quote.fare())) {
        throw new AssertionError("seed " + seed + " quote " + i + ": " + read);
      }
    }
  }

  @Test
  void idsAreOrderedByTimeAndNeverTheSame() {
    Random random = new Random(5);
    Set<Object> seen = new HashSet<>();
    String before = "";
    for (int i = 0; i < 1000; i++) {
      Instant now = NOW.plusMillis(i);
      var id = QuoteIds.next(now, random).value();
      assertThat(id.version()).isEqualTo(7);
      assertThat(id.variant()).isEqualTo(2);
      assertThat(id.toString()).isGreaterThan(before);
      assertThat(seen.add(id)).isTrue();
      assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
      before = id.toString();
    }
  }

  private static LatLng somewhere(Random random) {
    return new LatLng(0.08 + random.nextDouble() * 0.03, 0.15 + random.nextDouble() * 0.03);
  }

  private static Market market() {
    return TestCity.markets().listMarkets().get(0);
  }

  private static QuoteRequest request(LatLng pickup, LatLng dropoff) {
    return new QuoteRequest(pickup, List.of(), dropoff, TestCity.STANDARD);
  }

  private Quote quoted(QuoteRequest request) {
    QuoteAnswer answer = quoter().quote(RIDER, request, QuoteIds.next(NOW, new Random(1)), NOW);
    assertThat(answer).isInstanceOf(QuoteAnswer.Quoted.class);
    return ((QuoteAnswer.Quoted) answer).quote();
  }

  private QuoteRefusal refused(QuoteRequest request) {
    QuoteAnswer answer = quoter().quote(RIDER, request, QuoteIds.next(NOW, new Random(1)), NOW);
    assertThat(answer).isInstanceOf(QuoteAnswer.Refused.class);
    return ((QuoteAnswer.Refused) answer).refusal();
  }

  private Quoter quoter() {
    QuotePolicy policy =
        new QuotePolicy(Duration.ofMinutes(2), 25_000, 8_000, 20, Duration.ofSeconds(30));
    return new Quoter(
        TestCity.markets(),
        new FareBook(List.of(FareTableFile.readDefaults())),
        new KeptTables(),
        QuoterTest::straight,
        new PickupWait(
            new ListedCars(),
            questions -> questions.stream().map(QuoterTest::etas).toList(),
            policy),
        (market, pickup, product, now) ->
            new SurgeQuote(surge, SurgeCells.of(pickup), 12, 3, 4, now.minusSeconds(9), "cap 2.5"),
        policy);
  }

  /** Straight lines at 10 m/s; a lake without roads. */
  private static Route straight(List<LatLng> places) {
    double meters = 0;
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).equals(LAKE)) {
        throw new UnroutableException(LAKE, "no road near the lake");
      }
      meters += i == 0 ? 0 : places.get(i - 1).metersTo(places.get(i));
    }
    return new Route(Math.round(meters), Math.round(meters / 10), places);
  }

  private static SupplySearch.NearbyDriver car(boolean onDuty, boolean engaged, ProductId product) {
    return new SupplySearch.NearbyDriver(
        new DriverId(1), LAKE, 0, onDuty, engaged, Set.of(product), NOW, 0);
  }

  /** 120 s for the first car, 60 for the second and so on; none from the lake. */
  private static int[] etas(PickupEtas.Question question) {
    List<LatLng> drivers = question.drivers();
    int[] etas = new int[drivers.size()];
    for (int i = 0; i < etas.length; i++) {
      etas[i] = drivers.get(i).equals(LAKE) ? PickupEtas.UNREACHABLE : 120 - 60 * i;
    }
    return etas;
  }

  private final class ListedCars implements SupplySearch {
    @Override
    public List<Answer> nearestOfEach(List<Query> queries) {
      return queries.stream().map(this::answer).toList();
    }

    private Answer answer(Query query) {
      asked = query;
      List<NearbyDriver> drivers = new ArrayList<>();
      for (LatLng car : idleCars) {
        drivers.add(
            new NearbyDriver(
                new DriverId(drivers.size() + 1),
                car,
                0,
                true,
                false,
                Set.of(TestCity.STANDARD),
                NOW,
                car.metersTo(query.center())));
      }
      return new Answer(drivers, true);
    }

    @Override
    public Answer inMarket(Market market, int limit) {
      throw new UnsupportedOperationException("a quote asks for the nearest");
    }
  }
}

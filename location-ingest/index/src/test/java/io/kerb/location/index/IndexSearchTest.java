package io.kerb.location.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.SupplySearch;
import io.kerb.location.api.SupplySearch.Answer;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import io.kerb.location.api.SupplySearch.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexSearchTest {
  private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final LatLng CENTER = new LatLng(37.78, -122.41);
  private static final Predicate<NearbyDriver> ANYBODY = nearby -> true;

  private final MemoryCells cells = new MemoryCells();
  private final IndexSearch search = new IndexSearch(cells, TinyCity.MARKETS);

  private Answer nearest(Query query) {
    return search.nearestOfEach(List.of(query), NOW).get(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 60, 500, 3_000})
  void theAnswerEqualsALookAtAllDrivers(int drivers) {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      MemoryCells city = new MemoryCells();
      Map<Long, SupplyRecord> all = new HashMap<>();
      for (long driver = 1; driver <= drivers; driver++) {
        all.put(driver, random(random));
        city.put(driver, all.get(driver));
      }
      IndexSearch searched = new IndexSearch(city, TinyCity.MARKETS);
      List<Query> queries = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        queries.add(randomQuery(random));
      }
      List<Answer> answers = searched.nearestOfEach(queries, NOW);
      for (int i = 0; i < queries.size(); i++) {
        Query query = queries.get(i);
        assertThat(ids(answers.get(i)))
            .as("seed %s, %s", seed, query)
            .isEqualTo(bruteForce(all, query));
        assertThat(answers.get(i).complete()).isTrue();
      }
    }
  }

  @Test
  void noCellIsReadTwiceInOneSearch() {
    nearest(query(20, 8_000, ANYBODY));
    assertThat(new HashSet<>(cells.readings)).hasSameSizeAs(cells.readings);
  }

  @Test
  void noCellIsReadTwiceInOneWindow() {
    Random random = new Random(11);
    for (long driver = 1; driver <= 2_000; driver++) {
      cells.put(driver, random(random));
    }
    List<Query> window = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      window.add(randomQuery(random));
    }
    search.nearestOfEach(window, NOW);
    assertThat(cells.readings).hasSizeGreaterThan(1_000).doesNotHaveDuplicates();
  }

  @Test
  void aWindowLargerThanAnyIsAnsweredInParts() {
    cells.put(1, idleAt(CENTER, NOW));
    List<Query> window = Collections.nCopies(2_500, query(20, 500, ANYBODY));
    List<Answer> answers = search.nearestOfEach(window, NOW);
    assertThat(answers).hasSize(2_500).allSatisfy(a -> assertThat(ids(a)).containsExactly(1L));
  }

  @Test
  void onlyThoseWhoNeedTheLostShardAreIncomplete() {
    LatLng lost = new LatLng(CENTER.latitude() + 0.05, CENTER.longitude());
    cells.put(1, idleAt(CENTER, NOW));
    cells.loseCellOf(idleAt(lost, NOW));
    Query here = query(20, 1_000, ANYBODY);
    Query there = new Query(lost, 1_000, 20, FRESH, ANYBODY);
    List<Answer> answers = search.nearestOfEach(List.of(here, there, here), NOW);
    assertThat(answers).extracting(Answer::complete).containsExactly(true, false, true);
  }

  @Test
  void aDriverWhoJustMovedIsInNoAnswerWhereTheyWere() {
    LatLng moved = new LatLng(CENTER.latitude() + 0.02, CENTER.longitude());
    cells.put(1, Records.at(CENTER).receivedAt(NOW).order(1, 5).build());
    cells.put(1, Records.at(moved).receivedAt(NOW).order(1, 6).build());
    Query before = query(20, 500, ANYBODY);
    Query after = new Query(moved, 500, 20, FRESH, ANYBODY);
    List<Answer> answers = search.nearestOfEach(List.of(before, after), NOW);
    assertThat(ids(answers.get(0))).isEmpty();
    assertThat(ids(answers.get(1))).containsExactly(1L);
  }

  @Test
  void aDenseNeighbourhoodIsNotSearchedFarther() {
    for (long driver = 1; driver <= 50; driver++) {
      cells.put(driver, idleAt(CENTER, NOW));
    }
    nearest(query(20, 8_000, SupplySearch.idle()));
    assertThat(cells.readings).hasSizeLessThan(60);
  }

  @Test
  void aDriverInTwoCellsIsFoundOnceWhereTheyWereLast() {
    LatLng moved = new LatLng(CENTER.latitude() + 0.004, CENTER.longitude());
    cells.put(1, Records.at(CENTER).receivedAt(NOW).order(1, 5).build());
    cells.put(1, Records.at(moved).receivedAt(NOW).order(1, 6).build());
    Answer answer = nearest(query(20, 3_000, SupplySearch.idle()));
    assertThat(answer.drivers()).hasSize(1);
    assertThat(answer.drivers().get(0).position().metersTo(moved)).isLessThan(0.1);
  }

  @Test
  void aShardThatDoesNotAnswerIsSaidSoAndTheRestIsAnswered() {
    LatLng lost = new LatLng(CENTER.latitude() + 0.01, CENTER.longitude());
    cells.put(1, idleAt(CENTER, NOW));
    cells.put(2, idleAt(lost, NOW));
    cells.loseCellOf(idleAt(lost, NOW));
    Answer answer = nearest(query(20, 3_000, SupplySearch.idle()));
    assertThat(ids(answer)).containsExactly(1L);
    assertThat(answer.complete()).isFalse();
  }

  @Test
  void whoIsSilentTooLongIsNoCandidate() {
    cells.put(1, idleAt(CENTER, NOW.minus(FRESH)));
    cells.put(2, idleAt(CENTER, NOW.minus(FRESH).minusMillis(1)));
    assertThat(ids(nearest(query(20, 3_000, SupplySearch.idle())))).containsExactly(1L);
  }

  @Test
  void whoIsNotTrustedIsNoCandidateButIsOnTheMap() {
    cells.put(1, Records.at(CENTER).receivedAt(NOW).trust(IndexSearch.TRUST_MIN - 1).build());
    assertThat(nearest(query(20, 3_000, SupplySearch.idle())).drivers()).isEmpty();
    assertThat(nearest(query(20, 3_000, ANYBODY)).drivers()).isEmpty();
    assertThat(search.inMarket(TinyCity.MARKET, 10, NOW).drivers()).hasSize(1);
  }

  @Test
  void aMapThatWasCutIsNotComplete() {
    for (long driver = 1; driver <= 3; driver++) {
      cells.put(driver, idleAt(CENTER, NOW));
    }
    assertThat(search.inMarket(TinyCity.MARKET, 3, NOW).complete()).isTrue();
    Answer cut = search.inMarket(TinyCity.MARKET, 2, NOW);
    assertThat(cut.drivers()).hasSize(2);
    assertThat(cut.complete()).isFalse();
  }

  @Test
  void aProductOfNoMarketMatchesNobody() {
    cells.put(1, idleAt(CENTER, NOW));
    Query boat = query(20, 3_000, SupplySearch.idle(new ProductId("boat")));
    assertThat(nearest(boat).drivers()).isEmpty();
  }

  @Test
  void theMapHasEveryLiveDriverOfTheMarketOnce() {
    Random random = new Random(3);
    for (long driver = 1; driver <= 400; driver++) {
      cells.put(driver, idleAt(TinyCity.anywhere(random), NOW));
    }
    cells.put(401, idleAt(CENTER, NOW.minus(Duration.ofMinutes(1))));
    Answer map = search.inMarket(TinyCity.MARKET, 1_000, NOW);
    assertThat(ids(map)).hasSize(400).doesNotHaveDuplicates();
    assertThat(search.inMarket(TinyCity.MARKET, 25, NOW).drivers()).hasSize(25);
  }

  @Test
  void aDriverIsDescribedAsTheIndexKnowsThem() {
    cells.put(9, idleAt(CENTER, NOW));
    NearbyDriver driver = nearest(query(1, 100, SupplySearch.idle(TinyCity.XL))).drivers().get(0);
    assertThat(driver.driver()).isEqualTo(new DriverId(9));
    assertThat(driver.products()).containsExactly(TinyCity.STANDARD, TinyCity.XL);
    assertThat(driver.receivedAt()).isEqualTo(NOW);
    assertThat(driver.onDuty()).isTrue();
    assertThat(driver.engaged()).isFalse();
    assertThat(driver.headingDeg()).isEqualTo(90);
  }

  private static List<Long> bruteForce(Map<Long, SupplyRecord> all, Query query) {
    Map<Long, Double> distances = new HashMap<>();
    all.forEach(
        (driver, record) -> {
          boolean trusted = record.trust() >= IndexSearch.TRUST_MIN;
          Instant receivedAt = Instant.ofEpochMilli(record.receivedAtMs());
          boolean fresh = !receivedAt.isBefore(NOW.minus(FRESH));
          double distance = query.center().metersTo(record.position());
          NearbyDriver nearby =
              new NearbyDriver(
                  new DriverId(driver),
                  record.position(),
                  record.headingDeg(),
                  record.onDuty(),
                  record.engaged(),
                  ProductBits.decode(TinyCity.MARKET, record.productBits()),
                  receivedAt,
                  distance);
          if (fresh && trusted && query.filter().test(nearby) && distance <= query.radiusMeters()) {
            distances.put(driver, distance);
          }
        });
    List<Long> nearest = new ArrayList<>(distances.keySet());
    nearest.sort(Comparator.comparing(distances::get));
    return nearest.subList(0, Math.min(query.limit(), nearest.size()));
  }

  private static List<Long> ids(Answer answer) {
    return answer.drivers().stream().map(nearby -> nearby.driver().value()).toList();
  }

  private static Query query(int limit, double radius, Predicate<NearbyDriver> filter) {
    return new Query(CENTER, radius, limit, FRESH, filter);
  }

  private static Query randomQuery(Random random) {
    List<Predicate<NearbyDriver>> filters =
        List.of(
            ANYBODY,
            SupplySearch.idle(),
            SupplySearch.idle(TinyCity.XL),
            SupplySearch.idle(TinyCity.STANDARD),
            nearby -> nearby.engaged());
    return new Query(
        TinyCity.anywhere(random),
        50 + random.nextInt(9_000),
        1 + random.nextInt(30),
        FRESH,
        filters.get(random.nextInt(filters.size())));
  }

  private static SupplyRecord random(Random random) {
    return new SupplyRecord(
        SupplyCells.leaf(TinyCity.anywhere(random)),
        NOW.minusMillis(random.nextInt(40_000)).toEpochMilli(),
        1,
        1,
        random.nextInt(101),
        -1,
        random.nextInt(5) > 0,
        random.nextInt(3) == 0,
        1,
        1 + random.nextInt(3),
        TinyCity.MARKET.partition());
  }

  private static SupplyRecord idleAt(LatLng position, Instant receivedAt) {
    return Records.at(position).receivedAt(receivedAt).build();
  }
}

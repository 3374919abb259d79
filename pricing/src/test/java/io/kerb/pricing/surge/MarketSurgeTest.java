package io.kerb.pricing.surge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.surge.DemandWindow.Wish;
import io.kerb.pricing.surge.MarketSurge.Place;
import io.kerb.pricing.surge.SurgeOrder.Kind;
import io.kerb.pricing.surge.SurgeOrder.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MarketSurgeTest {
  private static final SurgePolicy POLICY = SurgePolicy.standard();
  private static final Instant START = Instant.parse("2026-06-03T18:00:00Z");
  private static final Cell HERE = SurgeCells.of(new LatLng(41.15, -8.61));
  private static final ProductId STANDARD = SteadyLoad.STANDARD;
  private static final ProductId XL = new ProductId("xl");
  private static final IdleSupply NO_CARS = new IdleSupply.Count().done();

  private final MarketSurge surge = new MarketSurge(POLICY, SteadyLoad.grid(), List.of());
  private Instant now = START;
  private int trips;

  @Test
  void aSuccessorGoesOnFromWhatWasPublished() {
    MarketSurge.Update update = rush(surge, STANDARD, 20);
    CellSurge published = here(update, STANDARD);

    MarketSurge second = new MarketSurge(POLICY, SteadyLoad.grid(), update.entries());
    request(second, STANDARD, 200);
    now = now.plus(POLICY.tick());
    CellSurge next = here(second.tick(NO_CARS, Map.of(), List.of(), now), STANDARD);

    assertThat(published.tenths()).isGreaterThan(12);
    assertThat(next.tenths()).isBetween(published.tenths() - 2, published.tenths() + 2);
    assertThat(next.version()).isEqualTo(published.version() + 1);
  }

  @Test
  void aSuccessorThatSeesTheSameDoesNotMoveThePrice() {
    SteadyLoad load = new SteadyLoad(POLICY, 12, 1, 3, 1);
    for (int tick = 0; tick < 400; tick++) {
      load.tick();
    }

    assertThat(load.tickOfSuccessor()).isEqualTo(load.lastTenths());
  }

  @Test
  void aCellThatFallsQuietIsTakenBackOnce() {
    assertThat(surge.tick(cars(2, STANDARD), Map.of(), List.of(), START).entries()).hasSize(1);

    MarketSurge.Update quiet = surge.tick(NO_CARS, Map.of(), List.of(), START.plusSeconds(15));

    assertThat(quiet.entries()).isEmpty();
    assertThat(quiet.gone()).containsExactly(new Place(HERE, STANDARD));
    assertThat(surge.tick(NO_CARS, Map.of(), List.of(), START.plusSeconds(30)).gone()).isEmpty();
  }

  @Test
  void anEntryTellsWhatItWasMadeOf() {
    request(surge, STANDARD, 7);
    surge.quoted(wish(STANDARD));
    surge.unmet(wish(STANDARD));

    CellSurge.Causes causes =
        here(surge.tick(cars(3, STANDARD), Map.of(HERE, 9.0), List.of(), START), STANDARD).causes();

    assertThat(causes.seen()).isEqualTo(new DemandWindow.Demand(7, 1, 1));
    assertThat(causes.supply()).isEqualTo(3);
    assertThat(causes.expected()).isEqualTo(9);
    assertThat(causes.zone()).isEmpty();
    assertThat(causes.note()).isEmpty();
  }

  @Test
  void aProductWithoutCarsOfItsOwnSurgesWithoutTheOthers() {
    MarketSurge.Update update = null;
    for (int tick = 0; tick < 40; tick++) {
      now = now.plus(POLICY.tick());
      request(surge, XL, 1);
      request(surge, STANDARD, 1);
      update = surge.tick(cars(60, STANDARD), Map.of(), List.of(), now);
    }

    assertThat(here(update, XL).tenths()).isGreaterThan(12);
    assertThat(here(update, STANDARD).tenths()).isEqualTo(10);
  }

  @Test
  void aProductThatHardlyAnybodyAsksForLeansOnTheOthers() {
    request(surge, XL, 1);

    assertThat(here(rush(surge, STANDARD, 30), XL).causes().targetTenths()).isGreaterThan(15);
  }

  @Test
  void quotesThatNobodyOrdersAreDemandThatWeighsLess() {
    MarketSurge asked = new MarketSurge(POLICY, SteadyLoad.grid(), List.of());
    MarketSurge ordered = new MarketSurge(POLICY, SteadyLoad.grid(), List.of());
    for (int i = 0; i < 40; i++) {
      asked.quoted(wish(STANDARD));
      ordered.requested(wish(STANDARD));
    }

    int quotes = target(asked.tick(NO_CARS, Map.of(), List.of(), START));
    int requests = target(ordered.tick(NO_CARS, Map.of(), List.of(), START));

    assertThat(quotes).isGreaterThan(10).isLessThan(requests);
  }

  @Test
  void demandThatIsExpectedIsPricedInPartBeforeItComes() {
    MarketSurge foreseeing = new MarketSurge(POLICY, SteadyLoad.grid(), List.of());
    MarketSurge blind = new MarketSurge(POLICY, SteadyLoad.grid(), List.of());
    Wish one = wish(STANDARD);
    foreseeing.requested(one);
    blind.requested(one);

    int expected = target(foreseeing.tick(NO_CARS, Map.of(HERE, 30.0), List.of(), START));

    assertThat(target(blind.tick(NO_CARS, Map.of(), List.of(), START))).isEqualTo(10);
    assertThat(expected).isGreaterThan(10).isLessThan(25);
  }

  @Test
  void theCellsOfAZonePriceAsOne() {
    Set<Cell> cells = SurgeFieldTest.around(HERE, 1);
    MarketSurge zoned =
        new MarketSurge(POLICY, SteadyLoad.grid(new SurgeZone("airport", cells)), List.of());
    MarketSurge.Update update = rush(zoned, STANDARD, 30);

    int hot = here(update, STANDARD).tenths();
    assertThat(hot).isGreaterThan(12);
    for (Cell cell : cells) {
      CellSurge entry = at(update, cell, STANDARD);
      assertThat(entry.tenths()).isEqualTo(hot);
      assertThat(entry.causes().zone()).isEqualTo("airport");
    }
  }

  @Test
  void theCarsOfAZoneCountForAllOfIt() {
    Set<Cell> cells = SurgeFieldTest.around(HERE, 2);
    Cell far =
        cells.stream()
            .filter(cell -> !SurgeFieldTest.around(HERE, 1).contains(cell))
            .findFirst()
            .orElseThrow();
    IdleSupply.Count cars = new IdleSupply.Count();
    for (int i = 0; i < 100; i++) {
      cars.add(far, Set.of(STANDARD));
    }
    MarketSurge zoned =
        new MarketSurge(POLICY, SteadyLoad.grid(new SurgeZone("airport", cells)), List.of());
    request(zoned, STANDARD, 60);
    request(surge, STANDARD, 60);

    assertThat(target(zoned.tick(cars.done(), Map.of(), List.of(), START))).isEqualTo(10);
    assertThat(target(surge.tick(cars.done(), Map.of(), List.of(), START))).isGreaterThan(20);
  }

  @Test
  void anOverrideIsReachedStepByStepAndEndsByItself() {
    SurgeOrder order = order(Kind.OVERRIDE, new Scope.Cells(Set.of(HERE)), 20);
    SurgeOrders orders = new SurgeOrders();
    orders.take(order);
    int first = here(tick(orders), STANDARD).tenths();
    MarketSurge.Update update = null;
    for (int tick = 0; tick < 10; tick++) {
      update = tick(orders);
    }

    assertThat(first).isEqualTo(12);
    assertThat(here(update, STANDARD).tenths()).isEqualTo(20);
    assertThat(here(update, STANDARD).causes().note()).contains("override 2.0", "a match");
    for (Cell neighbour : SurgeCells.neighbours(HERE)) {
      assertThat(at(update, neighbour, STANDARD).tenths()).isEqualTo(17);
    }
    now = order.endsAt();
    for (int tick = 0; tick < 10; tick++) {
      update = tick(orders);
    }
    assertThat(here(update, STANDARD).tenths()).isEqualTo(10);
  }

  @Test
  void aWithdrawnOrderHoldsNoMore() {
    SurgeOrders orders = new SurgeOrders();
    SurgeOrder order = order(Kind.OVERRIDE, new Scope.Cells(Set.of(HERE)), 20);
    orders.take(order);
    orders.take(order.withdrawn("olga", now));
    orders.take(order);

    assertThat(orders.listActive(order.market(), now)).isEmpty();
    assertThat(orders.find(order.market(), order.id()).orElseThrow().withdrawn()).isPresent();
  }

  @Test
  void ofTwoOrdersForOnePlaceTheNewerHolds() {
    SurgeOrders orders = new SurgeOrders();
    now = now.plusSeconds(1);
    orders.take(order(Kind.OVERRIDE, new Scope.Cells(Set.of(HERE)), 14));
    now = START;
    orders.take(order(Kind.OVERRIDE, new Scope.WholeMarket(), 20));
    MarketSurge.Update update = null;
    for (int tick = 0; tick < 10; tick++) {
      update = tick(orders);
    }

    assertThat(here(update, STANDARD).tenths()).isBetween(14, 17);
    assertThat(at(update, SurgeCells.of(new LatLng(41.12, -8.65)), STANDARD).tenths())
        .isEqualTo(20);
  }

  @Test
  void anEmergencyCapCutsAtOnceAndAfterItThePriceRisesByStepsAgain() {
    rush(surge, STANDARD, 60);
    SurgeOrders orders = new SurgeOrders();
    SurgeOrder cap = order(Kind.CAP, new Scope.WholeMarket(), 11);
    orders.take(cap);

    assertThat(here(tick(orders), STANDARD).tenths()).isEqualTo(11);
    now = cap.endsAt();
    rush(surge, STANDARD, 1);
    assertThat(here(tick(orders), STANDARD).tenths()).isBetween(11, 15);
  }

  private MarketSurge.Update tick(SurgeOrders orders) {
    now = now.plus(POLICY.tick());
    return surge.tick(
        cars(1, STANDARD), Map.of(), orders.listActive(new MarketId("porto"), now), now);
  }

  private SurgeOrder order(Kind kind, Scope scope, int tenths) {
    return new SurgeOrder(
        new UUID(2, ++trips),
        new MarketId("porto"),
        kind,
        scope,
        Optional.empty(),
        tenths,
        now,
        now.plus(Duration.ofMinutes(30)),
        "olga",
        "a match",
        Optional.empty());
  }

  /** Ten requests a tick. */
  private MarketSurge.Update rush(MarketSurge market, ProductId product, int ticks) {
    MarketSurge.Update update = null;
    for (int tick = 0; tick < ticks; tick++) {
      now = now.plus(POLICY.tick());
      request(market, product, 10);
      update = market.tick(NO_CARS, Map.of(), List.of(), now);
    }
    return update;
  }

  private void request(MarketSurge market, ProductId product, int count) {
    for (int i = 0; i < count; i++) {
      market.requested(wish(product));
    }
  }

  private Wish wish(ProductId product) {
    trips++;
    return new Wish(new TripId(new UUID(1, trips)), new RiderId(trips), product, HERE, now);
  }

  private static IdleSupply cars(int count, ProductId product) {
    IdleSupply.Count cars = new IdleSupply.Count();
    for (int i = 0; i < count; i++) {
      cars.add(HERE, Set.of(product));
    }
    return cars.done();
  }

  private static int target(MarketSurge.Update update) {
    return here(update, STANDARD).causes().targetTenths();
  }

  private static CellSurge here(MarketSurge.Update update, ProductId product) {
    return at(update, HERE, product);
  }

  private static CellSurge at(MarketSurge.Update update, Cell cell, ProductId product) {
    return update.entries().stream()
        .filter(entry -> entry.cell().equals(cell) && entry.product().equals(product))
        .findFirst()
        .orElseThrow();
  }
}

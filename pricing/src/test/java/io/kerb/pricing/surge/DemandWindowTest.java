package io.kerb.pricing.surge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.surge.DemandWindow.Demand;
import io.kerb.pricing.surge.DemandWindow.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DemandWindowTest {
  private static final Instant START = Instant.parse("2026-06-03T18:00:00Z");
  private static final Duration LENGTH = Duration.ofMinutes(10);
  private static final Cell HERE = SurgeCells.of(new LatLng(41.15, -8.61));
  private static final Cell THERE = SurgeCells.of(new LatLng(41.20, -8.61));
  private static final ProductId STANDARD = SteadyLoad.STANDARD;
  private static final ProductId XL = new ProductId("xl");

  private final DemandWindow window = new DemandWindow(LENGTH);

  @Test
  void aTripCountsOnceHoweverOftenItsEventArrives() {
    window.requested(wish(1, HERE, START));
    window.requested(wish(1, HERE, START));

    assertThat(seen(START.plusSeconds(1))).isEqualTo(Map.of(HERE, new Demand(1, 0, 0)));
  }

  @Test
  void anUnmetRequestCountsASecondTimeAndOnlyOnce() {
    window.requested(wish(1, HERE, START));
    window.unmet(wish(1, HERE, START.plusSeconds(300)));
    window.unmet(wish(1, HERE, START.plusSeconds(300)));

    assertThat(seen(START.plusSeconds(301))).isEqualTo(Map.of(HERE, new Demand(1, 1, 0)));
  }

  @Test
  void aRequestIsForgottenAfterTheWindow() {
    window.requested(wish(1, HERE, START));
    window.requested(wish(2, THERE, START.plusSeconds(60)));

    assertThat(seen(START.plus(LENGTH).plusSeconds(1)))
        .isEqualTo(Map.of(THERE, new Demand(1, 0, 0)));
    assertThat(seen(START.plus(LENGTH).plusSeconds(61))).isEmpty();
  }

  @Test
  void aForgottenTripIsNotCountedAgainWhenItsEventIsRepeated() {
    window.requested(wish(1, HERE, START));
    Instant later = START.plus(LENGTH).plusSeconds(5);
    assertThat(seen(later)).isEmpty();

    window.requested(wish(1, HERE, START));

    assertThat(seen(later)).isEmpty();
  }

  @Test
  void productsAreCountedApart() {
    window.requested(wish(1, HERE, START));
    window.requested(new Wish(trip(2), new RiderId(2), XL, HERE, START));

    assertThat(window.at(START).get(XL)).isEqualTo(Map.of(HERE, new Demand(1, 0, 0)));
    assertThat(seen(START)).isEqualTo(Map.of(HERE, new Demand(1, 0, 0)));
  }

  @Test
  void aQuoteAndTheTripThatCameOfItAreOneWishInEitherOrder() {
    window.quoted(wish(1, HERE, START));
    window.requested(wish(1, HERE, START.plusSeconds(20)));
    window.quoted(wish(1, HERE, START));
    window.requested(wish(2, HERE, START));
    window.quoted(wish(2, HERE, START));

    assertThat(seen(START.plusSeconds(21))).isEqualTo(Map.of(HERE, new Demand(2, 0, 0)));
  }

  @Test
  void aRiderWhoAsksAgainAndAgainIsOneRider() {
    for (int i = 0; i < 30; i++) {
      window.quoted(new Wish(trip(i), new RiderId(1), STANDARD, HERE, START.plusSeconds(i)));
    }

    assertThat(seen(START.plusSeconds(31))).isEqualTo(Map.of(HERE, new Demand(0, 0, 1)));
  }

  @Test
  void aRiderWhoOrdersAsksNoMore() {
    window.quoted(new Wish(trip(1), new RiderId(1), STANDARD, HERE, START));
    window.quoted(new Wish(trip(2), new RiderId(1), XL, HERE, START));
    window.requested(new Wish(trip(2), new RiderId(1), XL, HERE, START.plusSeconds(9)));

    assertThat(window.at(START.plusSeconds(10)))
        .isEqualTo(Map.of(XL, Map.of(HERE, new Demand(1, 0, 0))));
  }

  @Test
  void repetitionsOfAnyOrderChangeNothing() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      DemandWindow repeated = new DemandWindow(LENGTH);
      List<Runnable> past = new ArrayList<>();
      Map<Cell, Demand> expected = new HashMap<>();
      for (int i = 0; i < 200; i++) {
        Wish wish = wish(i, random.nextBoolean() ? HERE : THERE, START.plusSeconds(i));
        boolean orders = random.nextBoolean();
        past.add(() -> repeated.quoted(wish));
        if (orders) {
          past.add(() -> repeated.requested(wish));
        }
        past.get(past.size() - 1).run();
        past.get(random.nextInt(past.size())).run();
        past.get(random.nextInt(past.size())).run();
        Demand one = orders ? new Demand(1, 0, 0) : new Demand(0, 0, 1);
        expected.merge(wish.cell(), one, DemandWindowTest::sum);
      }
      Map<Cell, Demand> seen = repeated.at(START.plusSeconds(201)).getOrDefault(STANDARD, Map.of());
      assertThat(seen).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void beyondTheBoundTheOldestAreForgottenEarly() {
    for (int i = 0; i <= DemandWindow.ENTRIES_MAX; i++) {
      window.requested(wish(i, i == 0 ? THERE : HERE, START));
    }

    assertThat(seen(START)).isEqualTo(Map.of(HERE, new Demand(DemandWindow.ENTRIES_MAX, 0, 0)));
  }

  private static Demand sum(Demand a, Demand b) {
    return new Demand(a.requests() + b.requests(), a.unmet() + b.unmet(), a.quotes() + b.quotes());
  }

  private Map<Cell, Demand> seen(Instant now) {
    return window.at(now).getOrDefault(STANDARD, Map.of());
  }

  /** Each of another rider. */
  private static Wish wish(int number, Cell cell, Instant at) {
    return new Wish(trip(number), new RiderId(number + 1L), STANDARD, cell, at);
  }

  private static TripId trip(int number) {
    return new TripId(new UUID(1, number));
  }
}

package io.kerb.pricing.surge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.TripId;
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

  @Test
  void aTripCountsOnceHoweverOftenItsEventArrives() {
    DemandWindow window = new DemandWindow(LENGTH);
    TripId trip = trip(1);
    window.requested(trip, HERE, START);
    window.requested(trip, HERE, START);

    assertThat(window.at(START.plusSeconds(1))).isEqualTo(Map.of(HERE, 1));
  }

  @Test
  void anUnmetRequestCountsASecondTimeAndOnlyOnce() {
    DemandWindow window = new DemandWindow(LENGTH);
    window.requested(trip(1), HERE, START);
    window.unmet(trip(1), HERE, START.plusSeconds(300));
    window.unmet(trip(1), HERE, START.plusSeconds(300));

    assertThat(window.at(START.plusSeconds(301))).isEqualTo(Map.of(HERE, 2));
  }

  @Test
  void aRequestIsForgottenAfterTheWindow() {
    DemandWindow window = new DemandWindow(LENGTH);
    window.requested(trip(1), HERE, START);
    window.requested(trip(2), THERE, START.plusSeconds(60));

    assertThat(window.at(START.plus(LENGTH).plusSeconds(1))).isEqualTo(Map.of(THERE, 1));
    assertThat(window.at(START.plus(LENGTH).plusSeconds(61))).isEmpty();
  }

  @Test
  void aForgottenTripIsNotCountedAgainWhenItsEventIsRepeated() {
    DemandWindow window = new DemandWindow(LENGTH);
    window.requested(trip(1), HERE, START);
    Instant later = START.plus(LENGTH).plusSeconds(5);
    assertThat(window.at(later)).isEmpty();

    window.requested(trip(1), HERE, START);

    assertThat(window.at(later)).isEmpty();
  }

  @Test
  void repetitionsOfAnyOrderChangeNothing() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      DemandWindow once = new DemandWindow(LENGTH);
      DemandWindow repeated = new DemandWindow(LENGTH);
      List<Runnable> past = new ArrayList<>();
      Map<Cell, Integer> expected = new HashMap<>();
      for (int i = 0; i < 200; i++) {
        TripId trip = trip(i);
        Cell cell = random.nextBoolean() ? HERE : THERE;
        Instant at = START.plusSeconds(i);
        once.requested(trip, cell, at);
        repeated.requested(trip, cell, at);
        expected.merge(cell, 1, Integer::sum);
        past.add(() -> repeated.requested(trip, cell, at));
        past.get(random.nextInt(past.size())).run();
      }
      Instant now = START.plusSeconds(201);
      assertThat(repeated.at(now)).as("seed %d", seed).isEqualTo(once.at(now)).isEqualTo(expected);
    }
  }

  private static TripId trip(int number) {
    return new TripId(new UUID(1, number));
  }
}

package io.kerb.pricing.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.location.api.Cell;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MarketDemandTest {
  private static final SlotTime TIME = new SlotTime(ZoneId.of("Europe/Lisbon"));
  private static final Instant NOON = Instant.parse("2026-06-03T11:00:00Z");
  private static final long TODAY = SlotTime.dayOf(TIME.slotOf(NOON));
  private static final Cell HERE = TestDemand.cell(0);
  private static final Cell THERE = TestDemand.cell(1);

  private final MarketDemand demand = new MarketDemand(TIME, new TreeMap<>());
  private int trips;

  @Test
  void whatBeganGoesOnAndIsToldAgainstWhatCame() {
    for (int slot = 8; slot > 0; slot--) {
      request(demand, HERE, NOON.minus(SlotTime.SLOT.multipliedBy(slot)), 6);
    }
    Instant now = NOON.plus(MarketDemand.SETTLE);

    CellDemand first = only(demand.tick(now));
    assertThat(first.begin()).isEqualTo(NOON);
    assertThat(first.forecast().next()).isCloseTo(6, within(1.0));
    assertThat(first.forecast().last()).isEqualTo(6);
    assertThat(first.lastExpected()).as("nobody forecast the slot before").isEmpty();

    request(demand, HERE, NOON.plusSeconds(100), 9);
    CellDemand second = only(demand.tick(now.plus(SlotTime.SLOT)));
    assertThat(second.forecast().last()).isEqualTo(9);
    assertThat(second.lastExpected()).hasValue(first.forecast().next());
  }

  @Test
  void aSlotIsDueOnceItsPredecessorHasSettled() {
    assertThat(demand.isDue(NOON)).as("at the start").isTrue();
    demand.tick(NOON.plus(MarketDemand.SETTLE));

    assertThat(demand.isDue(NOON.plus(SlotTime.SLOT))).isFalse();
    assertThat(demand.isDue(NOON.plus(SlotTime.SLOT).plus(MarketDemand.SETTLE))).isTrue();
  }

  @Test
  void aTripThatIsToldTwiceCountsOnce() {
    TripId trip = new TripId(new UUID(7, 7));
    demand.requested(trip, HERE, NOON, NOON);
    demand.requested(trip, HERE, NOON, NOON);

    assertThat(counted(HERE)).isEqualTo(1);
  }

  @Test
  void aClockThatIsAheadMovesNobodysTime() {
    demand.requested(new TripId(new UUID(7, 7)), HERE, NOON.plus(Duration.ofHours(3)), NOON);
    request(demand, THERE, NOON, 3);

    CellDemand told =
        demand.tick(NOON.plus(SlotTime.SLOT).plus(MarketDemand.SETTLE)).entries().stream()
            .filter(entry -> entry.cell().equals(HERE))
            .findFirst()
            .orElseThrow();
    assertThat(told.begin()).isEqualTo(NOON.plus(SlotTime.SLOT));
    assertThat(told.forecast().last()).isEqualTo(1);
  }

  @Test
  void aCellThatFallsQuietIsTakenBackOnce() {
    request(demand, HERE, NOON, 1);
    Instant now = NOON.plus(MarketDemand.SETTLE);
    Set<Cell> standing = new HashSet<>();
    int told = 0;
    for (int slot = 1; slot < (DemandHistory.DAYS + 2) * SlotTime.PER_DAY; slot++) {
      MarketDemand.Update update = demand.tick(now.plus(SlotTime.SLOT.multipliedBy(slot)));
      assertThat(standing).containsAll(update.gone());
      standing.removeAll(update.gone());
      update.entries().forEach(entry -> standing.add(entry.cell()));
      told += update.entries().size();
    }

    assertThat(told).isPositive();
    assertThat(standing).as("after it has left the history").isEmpty();
  }

  @Test
  void daysThatAreSavedAreNotCountedAgain() {
    long yesterday = TODAY - 1;
    Instant then = NOON.minus(Duration.ofDays(1));
    request(demand, HERE, then, 4);
    demand.tick(NOON);
    assertThat(demand.listUnsavedDays(NOON)).contains(yesterday).doesNotContain(TODAY);
    Map<Cell, int[]> counts = demand.counts(yesterday);
    demand.saved(yesterday);
    assertThat(demand.listUnsavedDays(NOON)).doesNotContain(yesterday);

    MarketDemand successor = new MarketDemand(TIME, new TreeMap<>(Map.of(yesterday, counts)));
    request(successor, HERE, then, 4);
    request(demand, HERE, then, 4);

    assertThat(successor.counts(yesterday).get(HERE)).isEqualTo(counts.get(HERE));
    assertThat(demand.counts(yesterday).get(HERE)).isEqualTo(counts.get(HERE));
    assertThat(counts.get(HERE)[SlotTime.slotOfDay(TIME.slotOf(then))]).isEqualTo(4);
  }

  @Test
  void aDayIsSavedWhenItsLastEventsHaveCome() {
    Instant midnight = Instant.parse("2026-06-03T23:00:00Z");
    demand.tick(midnight.plusSeconds(60));

    assertThat(demand.listUnsavedDays(midnight.plusSeconds(60))).doesNotContain(TODAY);
    assertThat(demand.listUnsavedDays(midnight.plus(MarketDemand.SAVE_AFTER))).contains(TODAY);
  }

  private void request(MarketDemand to, Cell cell, Instant at, int count) {
    for (int i = 0; i < count; i++) {
      to.requested(new TripId(new UUID(1, trips++)), cell, at, at);
    }
  }

  private int counted(Cell cell) {
    int sum = 0;
    for (int count : demand.counts(TODAY).get(cell)) {
      sum += count;
    }
    return sum;
  }

  private static CellDemand only(MarketDemand.Update update) {
    assertThat(update.entries()).hasSize(1);
    return update.entries().get(0);
  }
}

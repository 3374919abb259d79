package io.kerb.pricing.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.location.api.Cell;
import io.kerb.location.api.MarketId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ForecastTableTest {
  private static final MarketId MARKET = new MarketId("porto");
  private static final Instant NOON = Instant.parse("2026-06-03T12:00:00Z");
  private static final Cell HERE = TestDemand.cell(0);

  private final ForecastTable table = new ForecastTable();

  @Test
  void theHourIsToldSlotBySlotAndThenNoMore() {
    table.put(MARKET, demand(HERE, NOON, 0, OptionalDouble.empty()));

    assertThat(expected(NOON.minusSeconds(20))).as("a clock behind").isEqualTo(Map.of(HERE, 1.0));
    assertThat(expected(NOON)).isEqualTo(Map.of(HERE, 1.0));
    assertThat(expected(NOON.plusSeconds(450))).as("half of 1, half of 2").containsValue(1.5);
    assertThat(expected(NOON.plusSeconds(900))).isEqualTo(Map.of(HERE, 2.0));
    assertThat(expected(NOON.plusSeconds(3150))).as("as far as it reaches").containsValue(2.0);
    assertThat(expected(NOON.plusSeconds(3600))).isEmpty();
    assertThat(table.list(MARKET, NOON.plusSeconds(3600))).isEmpty();
    assertThat(table.expected(new MarketId("lisbon"), NOON, SlotTime.SLOT)).isEmpty();
  }

  @Test
  void aWindowMayBeShorterOrLongerThanASlot() {
    table.put(MARKET, demand(HERE, NOON, 0, OptionalDouble.empty()));

    assertThat(table.expected(MARKET, NOON, Duration.ofMinutes(5)).get(HERE))
        .isCloseTo(1 / 3.0, within(1e-9));
    assertThat(table.expected(MARKET, NOON, Duration.ofHours(3))).containsValue(10.0);
  }

  @Test
  void theErrorOfTheLastDayIsThatOfAllCells() {
    assertThat(table.wape(MARKET, NOON)).isEmpty();
    table.put(MARKET, demand(HERE, NOON, 4, OptionalDouble.of(3)));
    table.put(MARKET, demand(TestDemand.cell(1), NOON, 0, OptionalDouble.of(1)));
    // A successor that tells the same again, and a start without a forecast before it.
    table.put(MARKET, demand(HERE, NOON, 4, OptionalDouble.of(0)));
    table.put(MARKET, demand(TestDemand.cell(2), NOON, 50, OptionalDouble.empty()));

    assertThat(table.wape(MARKET, NOON)).hasValue(0.5);
    assertThat(table.wape(MARKET, NOON.plus(Duration.ofDays(1)).plusSeconds(1))).isEmpty();
  }

  @Test
  void whatIsRemovedIsGone() {
    table.put(MARKET, demand(HERE, NOON, 0, OptionalDouble.empty()));
    table.remove(MARKET, HERE);

    assertThat(expected(NOON)).isEmpty();
  }

  private Map<Cell, Double> expected(Instant now) {
    return table.expected(MARKET, now, SlotTime.SLOT);
  }

  private static CellDemand demand(Cell cell, Instant begin, int last, OptionalDouble expected) {
    return new CellDemand(
        begin, new CellForecast(cell, List.of(1.0, 2.0, 3.0, 4.0), 1, last), expected);
  }
}

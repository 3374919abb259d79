package io.kerb.pricing.surge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SurgeTableTest {
  private static final Instant NOW = Instant.parse("2026-06-03T18:00:00Z");
  private static final MarketId PORTO = new MarketId("porto");
  private static final LatLng PLACE = new LatLng(41.15, -8.61);
  private static final Cell CELL = SurgeCells.of(PLACE);

  private final SurgeTable table = new SurgeTable();

  @Test
  void aCellWithoutAnEntryHasNoSurge() {
    assertThat(table.multiplier(PORTO, PLACE, NOW)).isEqualByComparingTo("1.0");
  }

  @Test
  void theEntryOfThePickupsCellCounts() {
    table.put(PORTO, new CellSurge(CELL, 14, 20, 3, 1, NOW));

    assertThat(table.multiplier(PORTO, PLACE, NOW)).isEqualByComparingTo("1.4");
    assertThat(table.multiplier(PORTO, new LatLng(41.2, -8.61), NOW)).isEqualByComparingTo("1.0");
    assertThat(table.multiplier(new MarketId("lisbon"), PLACE, NOW)).isEqualByComparingTo("1.0");
  }

  @Test
  void aRemovedEntryCountsNoMore() {
    table.put(PORTO, new CellSurge(CELL, 14, 20, 3, 1, NOW));
    table.remove(PORTO, CELL);

    assertThat(table.multiplier(PORTO, PLACE, NOW)).isEqualByComparingTo("1.0");
  }

  @Test
  void nobodyPaysSurgeThatItsOwnerNoLongerConfirms() {
    table.put(PORTO, new CellSurge(CELL, 14, 20, 3, 1, NOW));
    Instant later = NOW.plus(SurgeTable.STALE_AFTER);

    assertThat(table.multiplier(PORTO, PLACE, later)).isEqualByComparingTo("1.4");
    assertThat(table.multiplier(PORTO, PLACE, later.plusSeconds(1))).isEqualByComparingTo("1.0");
    assertThat(table.list(PORTO, later.plusSeconds(1))).isEmpty();
  }
}

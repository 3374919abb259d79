package io.kerb.pricing.surge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.api.SurgeQuote;
import io.kerb.pricing.surge.MarketSurge.Place;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SurgeTableTest {
  private static final Instant NOW = Instant.parse("2026-06-03T18:00:00Z");
  private static final MarketId PORTO = new MarketId("porto");
  private static final LatLng PLACE = new LatLng(41.15, -8.61);
  private static final Cell CELL = SurgeCells.of(PLACE);

  private static final ProductId STANDARD = SteadyLoad.STANDARD;
  private static final ProductId XL = new ProductId("xl");

  private final SurgeTable table = new SurgeTable();

  @Test
  void aCellWithoutAnEntryHasNoSurge() {
    assertThat(multiplier(PORTO, PLACE, NOW)).isEqualByComparingTo("1.0");
  }

  @Test
  void theEntryOfThePickupsCellCounts() {
    table.put(PORTO, entry(1));

    assertThat(multiplier(PORTO, PLACE, NOW)).isEqualByComparingTo("1.4");
    assertThat(multiplier(PORTO, new LatLng(41.2, -8.61), NOW)).isEqualByComparingTo("1.0");
    assertThat(multiplier(new MarketId("lisbon"), PLACE, NOW)).isEqualByComparingTo("1.0");
  }

  @Test
  void aRemovedEntryCountsNoMore() {
    table.put(PORTO, entry(1));
    table.remove(PORTO, new Place(CELL, STANDARD));

    assertThat(multiplier(PORTO, PLACE, NOW)).isEqualByComparingTo("1.0");
  }

  @Test
  void nobodyPaysSurgeThatItsOwnerNoLongerConfirms() {
    table.put(PORTO, entry(1));
    Instant later = NOW.plus(SurgeTable.STALE_AFTER);

    assertThat(multiplier(PORTO, PLACE, later)).isEqualByComparingTo("1.4");
    assertThat(multiplier(PORTO, PLACE, later.plusSeconds(1))).isEqualByComparingTo("1.0");
    assertThat(table.list(PORTO, STANDARD, later.plusSeconds(1))).isEmpty();
  }

  @Test
  void eachProductHasItsOwnPrice() {
    table.put(PORTO, entry(1));

    assertThat(table.entry(PORTO, PLACE, XL, NOW).multiplier()).isEqualByComparingTo("1.0");
  }

  @Test
  void anEntryComesWithItsCauses() {
    table.put(PORTO, entry(7));

    assertThat(table.entry(PORTO, PLACE, STANDARD, NOW))
        .isEqualTo(
            new SurgeQuote(new BigDecimal("1.4"), CELL, 20, 3, 7, NOW, "override 1.4: match"));
  }

  private BigDecimal multiplier(MarketId market, LatLng pickup, Instant now) {
    return table.entry(market, pickup, STANDARD, now).multiplier();
  }

  private static CellSurge entry(long version) {
    CellSurge.Causes causes =
        new CellSurge.Causes(
            new DemandWindow.Demand(20, 1, 4),
            0,
            3,
            new CellSurge.Counts(20, 3),
            new CellSurge.Counts(20, 3),
            14,
            "",
            "override 1.4: match");
    return new CellSurge(CELL, STANDARD, 14, causes, version, NOW);
  }
}

package io.kerb.pricing.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.location.api.Cell;
import io.kerb.location.api.MarketId;
import io.kerb.pricing.TestCity;
import io.kerb.pricing.surge.CellSurge;
import io.kerb.pricing.surge.DemandWindow.Demand;
import io.kerb.pricing.surge.MarketSurge.Place;
import io.kerb.pricing.surge.SurgeCells;
import io.kerb.pricing.surge.SurgeOrder;
import io.kerb.pricing.surge.SurgeOrder.Kind;
import io.kerb.pricing.surge.SurgeOrder.Scope;
import io.kerb.runtime.kafka.PoisonException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SurgeCodecTest {
  private static final Instant NOW = Instant.parse("2026-06-03T18:00:00Z");
  private static final MarketId MARKET = new MarketId("testville");
  private static final Cell CELL = SurgeCells.of(TestCity.CENTER);

  @Test
  void anEntryKeepsAllThatASuccessorNeeds() {
    CellSurge entry =
        new CellSurge(
            CELL,
            TestCity.XL,
            14,
            new CellSurge.Causes(
                new Demand(9, 2, 5),
                3.5,
                4,
                new CellSurge.Counts(8.25, 3.75),
                new CellSurge.Counts(20.5, 11),
                16,
                "airport",
                "cap 1.4"),
            7,
            NOW);

    SurgeRecords.Published read = SurgeRecords.decode(SurgeRecords.encode(MARKET, entry));

    assertThat(read.surge()).isEqualTo(entry);
    assertThat(read.market()).isEqualTo(MARKET);
    Place place = new Place(CELL, TestCity.XL);
    assertThat(SurgeRecords.parseKey(SurgeRecords.key(place))).isEqualTo(place);
  }

  @Test
  void anOrderKeepsWhoWhenWhereAndWhy() {
    for (Scope scope :
        List.of(
            new Scope.WholeMarket(), new Scope.Zone("airport"), new Scope.Cells(Set.of(CELL)))) {
      SurgeOrder order =
          new SurgeOrder(
              new UUID(1, 2),
              MARKET,
              scope instanceof Scope.WholeMarket ? Kind.CAP : Kind.OVERRIDE,
              scope,
              Optional.of(TestCity.XL),
              18,
              NOW,
              NOW.plusSeconds(60),
              "olga",
              "a match",
              Optional.empty());

      assertThat(OrderRecords.decode(OrderRecords.encode(order))).isEqualTo(order);
      SurgeOrder ended = order.withdrawn("otto", NOW.plusSeconds(5));
      assertThat(OrderRecords.decode(OrderRecords.encode(ended))).isEqualTo(ended);
    }
  }

  @Test
  void whatIsNoRecordIsPoison() {
    assertThatThrownBy(() -> SurgeRecords.decode(new byte[0])).isInstanceOf(PoisonException.class);
    assertThatThrownBy(() -> OrderRecords.decode(new byte[] {1, 2, 3}))
        .isInstanceOf(PoisonException.class);
    assertThatThrownBy(() -> SurgeRecords.parseKey("8085")).isInstanceOf(PoisonException.class);
  }
}

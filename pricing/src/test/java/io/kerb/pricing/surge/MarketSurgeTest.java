package io.kerb.pricing.surge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.TripId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MarketSurgeTest {
  private static final SurgePolicy POLICY = SurgePolicy.standard();
  private static final Instant START = Instant.parse("2026-06-03T18:00:00Z");
  private static final Cell HERE = SurgeCells.of(new LatLng(41.15, -8.61));

  @Test
  void aSuccessorGoesOnFromWhatWasPublished() {
    MarketSurge first = new MarketSurge(POLICY, List.of());
    Instant now = START;
    MarketSurge.Update update = null;
    for (int tick = 0; tick < 20; tick++) {
      now = now.plus(POLICY.tick());
      request(first, tick * 10, 10, now);
      update = first.tick(Map.of(), now);
    }
    CellSurge published = here(update);

    MarketSurge second = new MarketSurge(POLICY, update.entries());
    request(second, 0, 200, now);
    CellSurge next = here(second.tick(Map.of(), now.plus(POLICY.tick())));

    assertThat(published.tenths()).isGreaterThan(12);
    assertThat(next.tenths()).isBetween(published.tenths() - 2, published.tenths() + 2);
    assertThat(next.version()).isEqualTo(published.version() + 1);
  }

  @Test
  void aCellThatFallsQuietIsTakenBackOnce() {
    MarketSurge surge = new MarketSurge(POLICY, List.of());
    assertThat(surge.tick(Map.of(HERE, 2), START).entries()).hasSize(1);

    MarketSurge.Update quiet = surge.tick(Map.of(), START.plusSeconds(15));

    assertThat(quiet.entries()).isEmpty();
    assertThat(quiet.gone()).containsExactly(HERE);
    assertThat(surge.tick(Map.of(), START.plusSeconds(30)).gone()).isEmpty();
  }

  @Test
  void anEntryTellsWhatItWasMadeOf() {
    MarketSurge surge = new MarketSurge(POLICY, List.of());
    request(surge, 0, 7, START);

    CellSurge entry = here(surge.tick(Map.of(HERE, 3), START));

    assertThat(entry.demand()).isEqualTo(7);
    assertThat(entry.supply()).isEqualTo(3);
  }

  private static void request(MarketSurge surge, int first, int count, Instant at) {
    for (int i = first; i < first + count; i++) {
      surge.requested(new TripId(new UUID(1, i)), HERE, at);
    }
  }

  private static CellSurge here(MarketSurge.Update update) {
    return update.entries().stream()
        .filter(entry -> entry.cell().equals(HERE))
        .findFirst()
        .orElseThrow();
  }
}

package io.kerb.pricing.surge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountLevelsTest {
  private static final SurgePolicy POLICY = SurgePolicy.standard();
  private static final Cell HERE = SurgeCells.of(new LatLng(41.15, -8.61));

  private final CountLevels levels = new CountLevels(POLICY.smoothing(), SteadyLoad.grid());
  private Instant now = Instant.parse("2026-06-03T18:00:00Z");

  @Test
  void whatMayBeChanceDoesNotMoveALevel() {
    observe(10, 80);
    double rested = levels.at(HERE);
    observe(16, 8);

    assertThat(rested).isCloseTo(10, within(0.1));
    assertThat(levels.at(HERE)).isEqualTo(rested);
    assertThat(levels.settling()).isEmpty();
  }

  @Test
  void aRealChangeIsFollowedForAWhile() {
    observe(10, 80);
    observe(50, 30);

    assertThat(levels.settling()).contains(HERE);
    assertThat(levels.at(HERE)).isCloseTo(50, within(2.5));
  }

  @Test
  void whatIsTooLittleForEachOfSomeNeighboursIsNoticedTogether() {
    observe(10, 80);
    double alone = Math.sqrt(24 + 3.0 / 8) - Math.sqrt(10 + 3.0 / 8);
    observe(24, 30);

    assertThat(alone).isLessThan(POLICY.smoothing().noticed());
    assertThat(levels.settling()).contains(HERE);
    assertThat(levels.at(HERE)).isCloseTo(24, within(1.0));
  }

  @Test
  void whatStaysALittleOffIsCorrectedInTheLongRun() {
    observe(10, 80);
    observe(16, 2_000);

    assertThat(levels.at(HERE)).isBetween(13.0, 17.0);
  }

  @Test
  void aPlaceThatIsDeadForHoursIsForgotten() {
    observe(2, 80);
    observe(0, 240 * 10);

    assertThat(levels.units()).isEmpty();
  }

  /** The same count in the cell and around it. */
  private void observe(double count, int ticks) {
    Map<Cell, Double> counts = new HashMap<>();
    if (count > 0) {
      SurgeFieldTest.around(HERE, 2).forEach(cell -> counts.put(cell, count));
    }
    for (int tick = 0; tick < ticks; tick++) {
      now = now.plus(POLICY.tick());
      levels.observe(counts, now);
    }
  }
}

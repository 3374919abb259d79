package io.kerb.eta.residual;

import static io.kerb.eta.residual.TinyModel.AIRPORT;
import static io.kerb.eta.residual.TinyModel.CENTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveResidualsTest {
  private static final Instant NOON = Instant.parse("2026-06-03T12:00:00Z");
  private static final LatLng HARBOUR = new LatLng(37.70, -122.45);

  private final LiveResiduals live = new LiveResiduals();

  @Test
  void aWindowKnowsOnlyTripsThatFinishedWithinIt() {
    add(-200 * 60, 0.9);
    add(-150 * 60, 0.3);
    add(-50 * 60, 0.2);
    add(-10 * 60, 0.1);

    LiveLevels levels = live.at(NOON);

    assertThat(levels.cityShort()).isCloseTo(0.1f, within(1e-6f));
    assertThat(levels.cityHour()).isCloseTo(0.15f, within(1e-6f));
    assertThat(levels.cityLong()).isCloseTo(0.2f, within(1e-6f));
  }

  @Test
  void theFutureIsNotHeardOf() {
    live.add(NOON, CENTER, AIRPORT, 0.5);
    live.add(NOON.plusSeconds(30), CENTER, AIRPORT, 0.5);

    assertThat(live.at(NOON).cityLong()).isNaN();
    assertThat(live.at(NOON.plusSeconds(59)).cityLong()).isNaN();
    assertThat(live.at(NOON.plusSeconds(60)).cityLong()).isEqualTo(0.5f);
  }

  @Test
  void aPlaceIsShrunkTowardsTheCity() {
    for (int i = 0; i < 10; i++) {
      add(-600, 0.4);
      live.add(NOON.minusSeconds(600), HARBOUR, HARBOUR, 0);
    }
    LiveLevels levels = live.at(NOON);

    assertThat(levels.cityHour()).isCloseTo(0.2f, within(1e-6f));
    assertThat(levels.near(cell(CENTER))).isCloseTo(0.3f, within(1e-6f));
    assertThat(levels.near(cell(new LatLng(1, 1)))).isCloseTo(0.2f, within(1e-6f));
  }

  @Test
  void theOldestTripsAreForgottenAtTheBound() {
    for (int i = 0; i < LiveResiduals.TRIPS_MAX; i++) {
      add(-600, 0.7);
    }
    for (int i = 0; i < LiveResiduals.TRIPS_MAX; i++) {
      add(-500, 0.1);
    }

    assertThat(live.size()).isEqualTo(LiveResiduals.TRIPS_MAX);
    assertThat(live.at(NOON).cityHour()).isCloseTo(0.1f, within(1e-4f));
  }

  @Test
  void oneAbsurdTripCountsForNoMoreThanAFactorOfThree() {
    add(-600, 12);
    assertThat(live.at(NOON).cityHour()).isCloseTo((float) Math.log(3), within(1e-6f));
    assertThatThrownBy(() -> add(-600, Double.NaN)).hasMessageContaining("NaN");
  }

  private void add(long secondsFromNoon, double logResidual) {
    live.add(NOON.plusSeconds(secondsFromNoon), CENTER, AIRPORT, logResidual);
  }

  private static long cell(LatLng place) {
    return Cell.of(place, LiveLevels.CELL_LEVEL).id();
  }
}

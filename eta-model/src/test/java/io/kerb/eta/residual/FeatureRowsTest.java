package io.kerb.eta.residual;

import static io.kerb.eta.residual.TinyModel.AIRPORT;
import static io.kerb.eta.residual.TinyModel.CENTER;
import static io.kerb.eta.residual.TinyModel.WEDNESDAY_MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.location.api.LatLng;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureRowsTest {
  private static final LatLng HARBOUR = new LatLng(37.80, -122.45);

  private final LiveResiduals live = new LiveResiduals();

  @Test
  void aColumnHoldsWhatItsNameSays() {
    float[] row = rows(List.of(new Drive(CENTER, AIRPORT, 900)));

    assertThat(row[Feature.LOG_EMPTY_ROAD_S.ordinal()]).isCloseTo((float) Math.log(900), near());
    assertThat(row[Feature.LOG_CALIBRATED_S.ordinal()]).isCloseTo((float) Math.log(1000), near());
    assertThat(row[Feature.NORTH_M.ordinal()]).isCloseTo(-17_791f, within(5f));
    assertThat(row[Feature.EAST_M.ordinal()]).isCloseTo(1_759f, within(5f));
    assertThat(row[Feature.FROM_LAT.ordinal()]).isCloseTo(37.78f, near());
    assertThat(row[Feature.TO_LNG.ordinal()]).isCloseTo(-122.39f, near());
    assertThat(row[Feature.HOUR_OF_WEEK.ordinal()]).isEqualTo(56.5f);
    assertThat(row[Feature.HOUR_OF_DAY.ordinal()]).isEqualTo(8.5f);
    assertThat(row[Feature.WEEKEND.ordinal()]).isZero();
    assertThat(row[Feature.LIVE_TO.ordinal()]).isNaN();
  }

  @Test
  void aPlaceWithDrivesOfItsOwnHasAResidualAndOneWithoutHasTheCoarserOnes() {
    float[] row = rows(List.of(new Drive(CENTER, AIRPORT, 900), new Drive(HARBOUR, AIRPORT, 900)));

    // The tiny model's only drives: 10 from the center to the airport, 0.5 each.
    assertThat(row[Feature.FROM_15.ordinal()]).isGreaterThan(0.4f);
    assertThat(row[Feature.PAIR_14.ordinal()]).isGreaterThan(row[Feature.PAIR_11.ordinal()]);
    assertThat(row[Feature.COUNT + Feature.FROM_15.ordinal()])
        .isLessThan(row[Feature.FROM_15.ordinal()]);
  }

  @Test
  void anEndSharedWithTheRowBeforeChangesNothing() {
    Drive first = new Drive(CENTER, AIRPORT, 900);
    Drive sameEnd = new Drive(HARBOUR, AIRPORT, 800);
    Drive sameStart = new Drive(HARBOUR, CENTER, 300);

    float[] together = rows(List.of(first, sameEnd, sameStart, first));

    assertThat(together)
        .containsExactly(
            joined(
                rows(List.of(first)),
                rows(List.of(sameEnd)),
                rows(List.of(sameStart)),
                rows(List.of(first))));
  }

  private float[] rows(List<Drive> drives) {
    float[] rows = new float[drives.size() * Feature.COUNT];
    FeatureRows features =
        new FeatureRows(
            WEDNESDAY_MORNING, TinyModel.model().sums(), live.at(WEDNESDAY_MORNING.toInstant()));
    for (int i = 0; i < drives.size(); i++) {
      features.write(drives.get(i), 1000, rows, i * Feature.COUNT);
    }
    return rows;
  }

  private static float[] joined(float[]... parts) {
    float[] all = new float[parts.length * Feature.COUNT];
    for (int i = 0; i < parts.length; i++) {
      System.arraycopy(parts[i], 0, all, i * Feature.COUNT, Feature.COUNT);
    }
    return all;
  }

  private static org.assertj.core.data.Offset<Float> near() {
    return within(0.001f);
  }
}

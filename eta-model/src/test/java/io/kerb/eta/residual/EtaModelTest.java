package io.kerb.eta.residual;

import static io.kerb.eta.residual.TinyModel.AIRPORT;
import static io.kerb.eta.residual.TinyModel.CENTER;
import static io.kerb.eta.residual.TinyModel.WEDNESDAY_MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EtaModelTest {
  private final EtaModel model = TinyModel.model();
  private final LiveResiduals live = new LiveResiduals();

  @Test
  void calibrationIsAlwaysAppliedAndTheTreesOnTopOfIt() {
    assertThat(median(500)).isCloseTo(750, within(0.01));
    assertThat(median(1000)).isCloseTo(1800, within(0.01));
  }

  @Test
  void meanAndPromiseFollowFromTheExpectedDeviation() {
    Estimate estimate = model.estimate(drive(500), WEDNESDAY_MORNING, live);

    assertThat(estimate.meanS()).isCloseTo(750 * 1.1, within(0.1));
    assertThat(estimate.p10S()).isCloseTo(750 * Math.exp(-0.3), within(0.1));
    assertThat(estimate.p90S()).isCloseTo(750 * Math.exp(0.4), within(0.1));
  }

  @Test
  void aBatchGivesTheMediansOfSingleEstimates() {
    List<Drive> drives = new ArrayList<>();
    for (int i = 0; i < EtaModel.LARGE_BATCH_MAX; i++) {
      drives.add(new Drive(new LatLng(37.7 + i * 0.0005, -122.4), AIRPORT, 10 * i));
    }

    double[] medians = model.medianOfEachS(drives, WEDNESDAY_MORNING, live);

    for (int i = 0; i < medians.length; i++) {
      assertThat(medians[i])
          .isEqualTo(model.estimate(drives.get(i), WEDNESDAY_MORNING, live).medianS());
    }
  }

  @Test
  void aWholeWindowIsAnsweredByTheCompactTrees() {
    List<Drive> window = Collections.nCopies(EtaModel.LARGE_BATCH_MAX + 1, drive(1000));

    assertThat(model.medianOfEachS(window, WEDNESDAY_MORNING, live))
        .containsOnly(model.compactMedianOfEachS(window, WEDNESDAY_MORNING, live)[0]);
    assertThat(model.compactMedianOfEachS(List.of(drive(1000)), WEDNESDAY_MORNING, live)[0])
        .isCloseTo(1500 * TinyModel.COMPACT_FACTOR, within(0.01));
  }

  @Test
  void treesThatWentAstrayAreHeldAtAFactor() {
    EtaModel astray =
        new EtaModel(
            model.origin(),
            model.calibration(),
            model.sums(),
            new Trees.Builder(40).build(),
            model.compactMedian(),
            model.deviation(),
            model.spread());

    assertThat(astray.estimate(drive(500), WEDNESDAY_MORNING, live).medianS())
        .isCloseTo(750 * EtaModel.FACTOR_MAX, within(0.01));
  }

  @Test
  void noDriversIsAnEmptyAnswer() {
    assertThat(model.medianOfEachS(List.of(), WEDNESDAY_MORNING, live)).isEmpty();
  }

  @Test
  void aDriveWithoutAWayCannotBeAsked() {
    assertThatThrownBy(() -> drive(Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Infinity");
  }

  @Test
  void theResidualIsMeasuredAgainstTheCalibrationAlone() {
    assertThat(model.logResidual(drive(1000), WEDNESDAY_MORNING, 1500)).isCloseTo(0, within(1e-6));
  }

  private double median(double emptyRoadS) {
    return model.estimate(drive(emptyRoadS), WEDNESDAY_MORNING, live).medianS();
  }

  private static Drive drive(double emptyRoadS) {
    return new Drive(CENTER, AIRPORT, emptyRoadS);
  }
}

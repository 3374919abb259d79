package io.kerb.eta.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void aBinsCentreHasItsOwnFactorAndBetweenCentresItIsInterpolated() {
    Calibration calibration = new Calibration(factors(30, 2, Math.log(2)));
    double centre = Calibration.SHORTEST_S * Calibration.STEP * Calibration.STEP;

    assertThat(calibration.secondsOf(centre, 30)).isCloseTo(2 * centre, within(0.01));
    assertThat(calibration.secondsOf(centre, 31)).isCloseTo(centre, within(0.01));
    double between = centre * Math.sqrt(Calibration.STEP);
    assertThat(calibration.secondsOf(between, 30)).isCloseTo(Math.sqrt(2) * between, within(0.01));
  }

  @Test
  void drivesShorterAndLongerThanAllBinsTakeTheOuterOnes() {
    Calibration longest = new Calibration(factors(0, Calibration.BINS - 1, Math.log(3)));

    assertThat(longest.secondsOf(100_000, 0)).isCloseTo(300_000, within(1.0));
    assertThat(longest.secondsOf(0, 0)).isZero();
    assertThat(Calibration.bin(0)).isZero();
    assertThat(Calibration.bin(1e9)).isEqualTo(Calibration.BINS - 1);
  }

  @Test
  void theHourIsLocal() {
    ZonedDateTime morning = TinyModel.WEDNESDAY_MORNING;
    assertThat(WeekHour.of(morning)).isEqualTo(2 * 24 + 8);
    assertThat(WeekHour.of(morning.minusDays(3))).isEqualTo(6 * 24 + 8);
  }

  private static float[] factors(int weekHour, int bin, double logFactor) {
    float[] factors = new float[WeekHour.HOURS * Calibration.BINS];
    factors[weekHour * Calibration.BINS + bin] = (float) logFactor;
    return factors;
  }
}

package io.kerb.pricing.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PoissonRegressionTest {
  @Test
  void weightsThatMadeTheCountsAreFound() {
    double[] truth = {0.5, 1.2, -0.4};
    Random random = new Random(1);
    float[][] rows = new float[20_000][];
    int[] counts = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {1, random.nextFloat() * 2 - 1, random.nextFloat() * 2 - 1};
      double log = truth[0] + truth[1] * rows[i][1] + truth[2] * rows[i][2];
      counts[i] = TestDemand.poisson(Math.exp(log), random);
    }

    double[] found = PoissonRegression.fit(rows, counts, new double[3], 1);

    for (int i = 0; i < truth.length; i++) {
      assertThat(found[i]).isCloseTo(truth[i], within(0.05));
    }
  }

  @Test
  void withoutSamplesThePriorHolds() {
    double[] prior = {0, 1, 0.5};

    assertThat(PoissonRegression.fit(new float[0][], new int[0], prior, 10)).isEqualTo(prior);
  }

  @Test
  void anAbsurdMeanIsHeld() {
    assertThat(PoissonRegression.mean(1_000)).isEqualTo(Math.exp(PoissonRegression.LOG_MEAN_MAX));
  }
}

package io.kerb.pricing.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.3, 0.69, 0.7, 1, 2.5, 7, 19.4, 60})
  void medianAndMeanDeviationAreThoseOfTheProbabilities(double mean) {
    double probability = Math.exp(-mean);
    double deviation = probability * mean;
    double below = probability;
    int median = 0;
    for (int count = 1; count < 300; count++) {
      if (below < 0.5) {
        median = count;
      }
      probability *= mean / count;
      below += probability;
      deviation += probability * Math.abs(count - mean);
    }

    assertThat(Poisson.median(mean)).isEqualTo(median);
    assertThat(Poisson.meanAbsoluteDeviation(mean)).isCloseTo(deviation, within(1e-9));
  }
}

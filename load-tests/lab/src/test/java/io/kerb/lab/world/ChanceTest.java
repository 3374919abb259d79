package io.kerb.lab.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChanceTest {
  private static final int DRAWS = 200_000;

  @Test
  void errorsHaveMeanOneAndTheDeviationAskedFor() {
    for (double deviation : new double[] {0.1, 0.2, 0.3}) {
      double[] factors =
          LongStream.range(0, DRAWS)
              .mapToDouble(i -> Chance.error(deviation, 7, i / 1_000, i % 1_000))
              .toArray();
      double mean = 0;
      double square = 0;
      for (double factor : factors) {
        mean += factor / DRAWS;
        square += factor * factor / DRAWS;
      }
      assertThat(mean).isCloseTo(1, within(0.005));
      assertThat(Math.sqrt(square - mean * mean)).isCloseTo(deviation, within(0.005));
    }
  }

  @Test
  void thePairDecidesTheErrorAndNothingElse() {
    assertThat(Chance.error(0.2, 1, 5, 9)).isEqualTo(Chance.error(0.2, 1, 5, 9));
    assertThat(Chance.error(0.2, 1, 5, 9)).isNotEqualTo(Chance.error(0.2, 1, 9, 5));
    assertThat(Chance.error(0, 1, 5, 9)).isEqualTo(1);
  }
}

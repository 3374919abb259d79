package io.kerb.eta.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TreesTest {
  @Test
  void aValueBelowTheThresholdGoesLeftAndAMissingOneWhereItWasTaught() {
    Trees.Builder builder = new Trees.Builder(0.5);
    stump(builder, true);
    stump(builder, false);
    Trees trees = builder.build();
    float[] rows = {9, 1.9f, 9, 2, 9, Float.NaN};
    double[] scores = new double[3];

    trees.score(rows, 2, 3, scores);

    assertThat(scores).containsExactly(0.5 - 2, 0.5 + 2, 0.5);
  }

  @Test
  void aTreeThatLeadsBackIsRefused() {
    assertThatThrownBy(() -> new Trees(0, new int[] {0}, new int[] {0}, new float[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leads to");
    assertThatThrownBy(() -> new Trees(0, new int[] {1}, new int[] {-1}, new float[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not there");
  }

  private static void stump(Trees.Builder builder, boolean missingLeft) {
    int left = builder.branch(builder.root(), 1, 2, missingLeft);
    builder.leaf(left, -1);
    builder.leaf(left + 1, 1);
  }
}

package io.kerb.eta.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.eta.residual.Feature;
import io.kerb.eta.residual.Trees;
import java.util.Arrays;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoostingTest {
  private static final int ROWS = 5_000;
  private static final double MISSING = 0.2;

  @ParameterizedTest
  @ValueSource(strings = {"reg:absoluteerror", "reg:squarederror"})
  void theExportedTreesScoreAsTheLibraryDoes(String objective) throws XGBoostError {
    long seed = 11;
    Random random = new Random(seed);
    float[] seen = rows(random);
    float[] targets = targets(seen, random);
    float[] unseen = rows(random);
    Booster booster = boosting(objective).booster(seen, targets, ones());
    float[][] expected = booster.predict(new DMatrix(unseen, ROWS, Feature.COUNT, Float.NaN));

    Trees trees = Boosting.exported(booster);

    double[] scores = new double[ROWS];
    trees.score(unseen, Feature.COUNT, ROWS, scores);
    assertThat(trees.size()).isEqualTo(40);
    assertThat(Arrays.stream(scores).distinct().count()).isGreaterThan(ROWS / 2);
    for (int i = 0; i < ROWS; i++) {
      assertThat(scores[i]).as("row %d", i).isCloseTo(expected[i][0], within(1e-4));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reg:absoluteerror", "reg:squarederror"})
  void theSameSeedGivesTheSameTrees(String objective) {
    float[] rows = rows(new Random(5));
    float[] targets = targets(rows, new Random(6));

    double[] first = scores(boosting(objective).train(rows, targets, ones()), rows);
    double[] second = scores(boosting(objective).train(rows, targets, ones()), rows);

    assertThat(second).containsExactly(first);
  }

  private static Boosting boosting(String objective) {
    return new Boosting(objective, 40, 7, 0.1, 5, 0.5, 1);
  }

  private static double[] scores(Trees trees, float[] rows) {
    double[] scores = new double[ROWS];
    trees.score(rows, Feature.COUNT, ROWS, scores);
    return scores;
  }

  private static float[] rows(Random random) {
    float[] rows = new float[ROWS * Feature.COUNT];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.nextDouble() < MISSING ? Float.NaN : (float) random.nextGaussian();
    }
    return rows;
  }

  private static float[] targets(float[] rows, Random random) {
    float[] targets = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      float first = rows[i * Feature.COUNT];
      float second = rows[i * Feature.COUNT + 1];
      targets[i] =
          (float)
              ((Float.isNaN(first) ? 2 : first * (second > 0 ? 1 : -1))
                  + 0.1 * random.nextGaussian());
      targets[i] = Float.isNaN(targets[i]) ? 0 : targets[i];
    }
    return targets;
  }

  private static float[] ones() {
    float[] ones = new float[ROWS];
    Arrays.fill(ones, 1);
    return ones;
  }
}

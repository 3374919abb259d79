package io.kerb.eta.trainer.fit;

import io.kerb.eta.residual.Feature;
import java.util.Set;

/**
 * How much is spent on a model.
 *
 * @param median the large trees
 * @param rehearsal those that show how well unseen trips are met; cheaper, nearly as good
 * @param compact those that answer whole windows
 * @param deviation those that expect the size of the error
 * @param without sources of features that are left out
 */
record TrainingPlan(
    Boosting median,
    Boosting rehearsal,
    Boosting compact,
    Boosting deviation,
    Set<Feature.Source> without) {
  private static final String ABSOLUTE = "reg:absoluteerror";
  private static final String SQUARED = "reg:squarederror";

  private static final int TREES_MAX = 400;
  private static final int TREES_MIN = 60;

  /** A tree more for so many trips; from 40,000 trips on it is as many as pay. */
  private static final int TRIPS_OF_TREE = 100;

  private static final int REHEARSAL_TREES_MAX = 100;

  /** Tuned on the earlier days of the shared file (see decisions/0003). */
  static TrainingPlan standard(int trips, long seed) {
    int trees = Math.max(TREES_MIN, Math.min(TREES_MAX, trips / TRIPS_OF_TREE));
    return new TrainingPlan(
        new Boosting(ABSOLUTE, trees, 8, 0.08, 30, 0.4, seed),
        rehearsal(trees, seed + 1),
        new Boosting(ABSOLUTE, 60, 6, 0.3, 30, 0.6, seed + 2),
        new Boosting(SQUARED, 50, 5, 0.1, 100, 0.6, seed + 3),
        Set.of());
  }

  /** The median by the trees of a rehearsal, and hardly anything else: to compare features. */
  static TrainingPlan ablation(long seed, Set<Feature.Source> without) {
    Boosting token = new Boosting(SQUARED, 5, 3, 0.3, 100, 0.6, seed);
    Boosting median = rehearsal(REHEARSAL_TREES_MAX, seed);
    return new TrainingPlan(median, token, token, token, without);
  }

  private static Boosting rehearsal(int treesMax, long seed) {
    return new Boosting(ABSOLUTE, Math.min(REHEARSAL_TREES_MAX, treesMax), 7, 0.2, 30, 0.4, seed);
  }
}

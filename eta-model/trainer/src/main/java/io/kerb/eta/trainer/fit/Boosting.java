package io.kerb.eta.trainer.fit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.eta.residual.Feature;
import io.kerb.eta.residual.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trains trees by XGBoost and takes them over into {@link Trees}.
 *
 * @param objective XGBoost's name of the loss
 * @param trees how many
 * @param depth at most so many questions from root to leaf
 * @param rate what each tree adds of what it found
 * @param childWeightMin least weight of the trips in a leaf
 * @param columns share of the features each tree may ask about
 * @param seed of the choice of trips and columns
 */
record Boosting(
    String objective,
    int trees,
    int depth,
    double rate,
    double childWeightMin,
    double columns,
    long seed) {
  /** More threads would add up in another order, and not give the same trees. */
  private static final int THREADS = 2;

  /** With fewer trips than this, waiting for each other takes longer than the work. */
  private static final int ROWS_OF_TWO_THREADS = 50_000;

  /** Share of the trips each tree sees. */
  private static final double ROWS = 0.8;

  /**
   * @param rows {@link Feature#COUNT} columns each; NaN is missing
   */
  Trees train(float[] rows, float[] targets, float[] weights) {
    try {
      return exported(booster(rows, targets, weights));
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost cannot train: " + e.getMessage(), e);
    }
  }

  Booster booster(float[] rows, float[] targets, float[] weights) throws XGBoostError {
    DMatrix data = new DMatrix(rows, targets.length, Feature.COUNT, Float.NaN);
    try {
      data.setLabel(targets);
      data.setWeight(weights);
      return XGBoost.train(data, parameters(targets.length), trees, Map.of(), null, null);
    } finally {
      data.dispose();
    }
  }

  private Map<String, Object> parameters(int trips) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", objective);
    parameters.put("tree_method", "hist");
    parameters.put("max_depth", depth);
    parameters.put("eta", rate);
    parameters.put("min_child_weight", childWeightMin);
    parameters.put("subsample", ROWS);
    parameters.put("colsample_bytree", columns);
    parameters.put("nthread", trips < ROWS_OF_TWO_THREADS ? 1 : THREADS);
    parameters.put("seed", seed);
    parameters.put("verbosity", 0);
    return parameters;
  }

  static Trees exported(Booster booster) throws XGBoostError {
    try {
      JsonNode learner = new ObjectMapper().readTree(booster.toByteArray("json")).get("learner");
      double base = learner.get("learner_model_param").get("base_score").asDouble();
      Trees.Builder builder = new Trees.Builder(base);
      for (JsonNode tree : learner.get("gradient_booster").get("model").get("trees")) {
        new Tree(tree, builder).copy(0, builder.root());
      }
      return builder.build();
    } catch (IOException e) {
      throw new UncheckedIOException("XGBoost's model cannot be read", e);
    } finally {
      booster.dispose();
    }
  }

  /** One tree as XGBoost writes it: parallel lists, one entry per node. */
  private record Tree(
      JsonNode left,
      JsonNode right,
      JsonNode columns,
      JsonNode thresholds,
      JsonNode missingLeft,
      Trees.Builder into) {
    Tree(JsonNode tree, Trees.Builder into) {
      this(
          tree.get("left_children"),
          tree.get("right_children"),
          tree.get("split_indices"),
          tree.get("split_conditions"),
          tree.get("default_left"),
          into);
    }

    void copy(int node, int to) {
      float threshold = thresholds.get(node).floatValue();
      if (left.get(node).asInt() < 0) {
        into.leaf(to, threshold); // a leaf keeps its score in the threshold's place
        return;
      }
      int child = into.branch(to, columns.get(node).asInt(), threshold, isMissingLeft(node));
      copy(left.get(node).asInt(), child);
      copy(right.get(node).asInt(), child + 1);
    }

    private boolean isMissingLeft(int node) {
      return missingLeft.get(node).asInt() != 0;
    }
  }
}

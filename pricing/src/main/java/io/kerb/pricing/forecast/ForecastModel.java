package io.kerb.pricing.forecast;

/**
 * Expected requests from profile and live level: one Poisson regression per horizon. Its prior is
 * the profile corrected by the last hour of the cell and its surroundings, which is also what a
 * city without history begins with.
 */
final class ForecastModel {
  /** Slots ahead: the one that begins, and the rest of the hour. */
  static final int HORIZONS = 4;

  /** One, the profile's logarithm, the live level. */
  static final int FEATURES = 2 + LiveLevel.FEATURES;

  private static final int PROFILE = 1;
  private static final int OWN_HOUR = 2 + 2;
  private static final int AROUND_HOUR = 2 + LiveLevel.FEATURES / 3 + 2;

  private final double[][] weights;

  /**
   * @param weights by horizon and feature
   */
  ForecastModel(double[][] weights) {
    this.weights = weights;
  }

  static double[] prior() {
    double[] prior = new double[FEATURES];
    prior[PROFILE] = 1;
    prior[OWN_HOUR] = 0.5;
    prior[AROUND_HOUR] = 0.3;
    return prior;
  }

  static ForecastModel untrained() {
    double[][] weights = new double[HORIZONS][];
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      weights[horizon] = prior();
    }
    return new ForecastModel(weights);
  }

  /**
   * @param usual the profile of the slot forecast
   * @param level the cell's features before the first slot
   */
  double expected(int horizon, double usual, double[] level) {
    double[] weight = weights[horizon];
    double logMean = weight[0] + weight[PROFILE] * Math.log(usual);
    for (int i = 0; i < level.length; i++) {
      logMean += weight[2 + i] * level[i];
    }
    return PoissonRegression.mean(logMean);
  }

  static float[] row(double usual, double[] level) {
    float[] row = new float[FEATURES];
    row[0] = 1;
    row[PROFILE] = (float) Math.log(usual);
    for (int i = 0; i < level.length; i++) {
      row[2 + i] = (float) level[i];
    }
    return row;
  }
}

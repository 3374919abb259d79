package io.kerb.pricing.forecast;

/**
 * Counts whose logarithm of the mean is linear in features, fitted by Newton's method (McCullagh
 * and Nelder, Generalized Linear Models, 2nd ed., section 2.5), held near a prior by a ridge
 * penalty.
 */
final class PoissonRegression {
  private static final int STEPS_MAX = 25;
  private static final double DONE = 1e-6;

  /** Beyond e^7, more than 1,000 requests in a slot, a mean is held. */
  static final double LOG_MEAN_MAX = 7;

  private PoissonRegression() {}

  /**
   * @param rows features by sample
   * @param counts by sample
   * @param prior weights without any sample
   * @param ridge how many units of curvature hold each weight at its prior; more than 0
   * @return weights, as many as the prior has
   */
  static double[] fit(float[][] rows, int[] counts, double[] prior, double ridge) {
    double[] weights = prior.clone();
    for (int step = 0; step < STEPS_MAX; step++) {
      double[] slope = new double[weights.length];
      double[][] curvature = new double[weights.length][weights.length];
      for (int i = 0; i < weights.length; i++) {
        slope[i] = ridge * (prior[i] - weights[i]);
        curvature[i][i] = ridge;
      }
      for (int sample = 0; sample < rows.length; sample++) {
        collect(rows[sample], counts[sample], weights, slope, curvature);
      }
      double[] move = solve(curvature, slope);
      double farthest = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] += move[i];
        farthest = Math.max(farthest, Math.abs(move[i]));
      }
      if (farthest < DONE) {
        break;
      }
    }
    return weights;
  }

  static double mean(double logMean) {
    return Math.exp(Math.min(LOG_MEAN_MAX, logMean));
  }

  private static void collect(
      float[] row, int count, double[] weights, double[] slope, double[][] curvature) {
    double logMean = 0;
    for (int i = 0; i < row.length; i++) {
      logMean += weights[i] * row[i];
    }
    double mean = mean(logMean);
    double error = count - mean;
    for (int i = 0; i < row.length; i++) {
      slope[i] += error * row[i];
      double scaled = mean * row[i];
      for (int j = 0; j <= i; j++) {
        curvature[i][j] += scaled * row[j];
      }
    }
  }

  /** By Cholesky's factors; only the lower half of the matrix is read. It is positive definite. */
  private static double[] solve(double[][] matrix, double[] right) {
    int size = right.length;
    double[] answer = right.clone();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        matrix[i][j] = i == j ? Math.sqrt(sum) : sum / matrix[j][j];
      }
      for (int j = 0; j < i; j++) {
        answer[i] -= matrix[i][j] * answer[j];
      }
      answer[i] /= matrix[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int j = i + 1; j < size; j++) {
        answer[i] -= matrix[j][i] * answer[j];
      }
      answer[i] /= matrix[i][i];
    }
    return answer;
  }
}

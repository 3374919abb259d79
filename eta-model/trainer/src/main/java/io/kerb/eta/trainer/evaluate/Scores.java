package io.kerb.eta.trainer.evaluate;

import java.util.List;

/**
 * How well estimates met what happened.
 *
 * @param maeS mean absolute error, seconds
 * @param rmsle root of the mean squared difference of log(1 + seconds)
 * @param within20Share share of the trips whose estimate is off by 20% of the actual or less
 */
public record Scores(double maeS, double rmsle, double within20Share) {
  private static final double NEAR = 0.2;

  /**
   * @param estimatesS one for each actual, in the same order
   */
  public static Scores of(List<Integer> actualsS, double[] estimatesS) {
    double absolute = 0;
    double squared = 0;
    double near = 0;
    for (int i = 0; i < estimatesS.length; i++) {
      double actual = actualsS.get(i);
      double error = Math.abs(estimatesS[i] - actual);
      absolute += error;
      squared += Math.pow(Math.log1p(estimatesS[i]) - Math.log1p(actual), 2);
      near += error <= NEAR * actual ? 1 : 0;
    }
    int count = estimatesS.length;
    return new Scores(absolute / count, Math.sqrt(squared / count), near / count);
  }
}

package io.kerb.eta.speed;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** Weighted least squares with bounds, solved one coefficient after the other. */
final class NormalEquations {
  private static final int SWEEPS_MAX = 2_000;
  private static final double STILL = 1e-9;

  private final double[][] products;
  private final double[] targets;

  NormalEquations(int coefficients) {
    products = new double[coefficients][coefficients];
    targets = new double[coefficients];
  }

  /** One observation: the row times the coefficients should be the target. */
  void add(double[] row, double target, double weight) {
    for (int i = 0; i < row.length; i++) {
      if (row[i] != 0) {
        targets[i] += weight * row[i] * target;
        for (int j = 0; j < row.length; j++) {
          products[i][j] += weight * row[i] * row[j];
        }
      }
    }
  }

  /** As if each coefficient had been observed to be this so many times. */
  void drawTo(double[] values, double times) {
    for (int i = 0; i < targets.length; i++) {
      products[i][i] += times;
      targets[i] += times * values[i];
    }
  }

  /**
   * Moves the free coefficients to where the squares are least; convex, so that the way there does
   * not matter.
   */
  void solve(
      double[] coefficients, IntPredicate free, IntToDoubleFunction min, IntToDoubleFunction max) {
    for (int sweep = 0; sweep < SWEEPS_MAX; sweep++) {
      double moved = 0;
      for (int i = 0; i < coefficients.length; i++) {
        if (free.test(i)) {
          double rest = dot(products[i], coefficients) - products[i][i] * coefficients[i];
          double best = (targets[i] - rest) / products[i][i];
          double bounded = Math.min(max.applyAsDouble(i), Math.max(min.applyAsDouble(i), best));
          moved = Math.max(moved, Math.abs(bounded - coefficients[i]));
          coefficients[i] = bounded;
        }
      }
      if (moved < STILL) {
        return;
      }
    }
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

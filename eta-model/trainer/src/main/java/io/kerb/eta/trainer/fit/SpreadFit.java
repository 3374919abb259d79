package io.kerb.eta.trainer.fit;

import io.kerb.eta.residual.Spread;
import io.kerb.eta.trainer.trips.RoutedTrip;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits a spread to the errors that rehearsals made on days they had not seen, all days alike
 * (cross-conformal prediction; Vovk, "Cross-conformal predictors", 2015). Days of every kind take
 * part; the most recent ones alone would be two working days that judge a weekend.
 */
final class SpreadFit {
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;
  private static final int KNOTS = 8;

  private final List<RoutedTrip> trips;
  private final float[] errors;
  private final double[] deviations;

  /**
   * @param errors log of actual over median seconds
   * @param expected deviation of each trip
   */
  SpreadFit(List<RoutedTrip> trips, float[] errors, double[] expected) {
    this.trips = trips;
    this.errors = errors;
    this.deviations = new double[expected.length];
    for (int i = 0; i < expected.length; i++) {
      deviations[i] = Math.max(Spread.DEVIATION_MIN, Math.min(Spread.DEVIATION_MAX, expected[i]));
    }
  }

  Spread spread() {
    double[] inDeviations =
        IntStream.range(0, errors.length)
            .mapToDouble(i -> errors[i] / deviations[i])
            .sorted()
            .toArray();
    int[] byDeviation =
        IntStream.range(0, errors.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> deviations[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int knots = Math.min(KNOTS, byDeviation.length);
    float[] at = new float[knots];
    float[] ratios = new float[knots];
    for (int knot = 0; knot < knots; knot++) {
      int from = (int) ((long) byDeviation.length * knot / knots);
      int to = (int) ((long) byDeviation.length * (knot + 1) / knots);
      int[] alike = Arrays.copyOfRange(byDeviation, from, to);
      at[knot] = (float) Arrays.stream(alike).mapToDouble(i -> deviations[i]).average().orElse(0);
      ratios[knot] = meanRatio(alike);
    }
    return new Spread(
        (float) Math.min(0, quantile(inDeviations, LOW)),
        (float) Math.max(0, quantile(inDeviations, HIGH)),
        at,
        ratios);
  }

  /** Actual over median seconds, in sum: that is what prices must get right. */
  private float meanRatio(int[] alike) {
    double actualS = 0;
    double medianS = 0;
    for (int i : alike) {
      int actual = trips.get(i).trip().actualS();
      actualS += actual;
      medianS += actual / Math.exp(errors[i]);
    }
    return (float) (actualS / medianS);
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))];
  }
}

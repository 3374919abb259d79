package io.kerb.eta.residual;

/**
 * How far drives scatter around their median: from an expected deviation of each drive to its
 * quantiles and its mean.
 *
 * <p>The quantiles are those that held on drives the trees had not seen, as multiples of the
 * expected deviation (locally weighted conformal prediction; Lei et al., "Distribution-Free
 * Predictive Inference for Regression", JASA 2018, section 5.2).
 *
 * @param p10Deviations where one drive in ten is faster, in expected deviations; negative
 * @param p90Deviations where one drive in ten is slower, likewise; positive
 * @param deviations expected deviations in ascending order, the knots of {@code meanRatios}
 * @param meanRatios mean over median seconds at each knot; interpolated between them
 */
public record Spread(
    float p10Deviations, float p90Deviations, float[] deviations, float[] meanRatios) {
  /** Nobody's drives are all alike: least expected deviation, as a natural logarithm. */
  public static final double DEVIATION_MIN = 0.02;

  /** Nor as uncertain as this. */
  public static final double DEVIATION_MAX = 1.0;

  public Spread {
    deviations = deviations.clone();
    meanRatios = meanRatios.clone();
    if (deviations.length == 0 || deviations.length != meanRatios.length) {
      throw new IllegalArgumentException(
          "a spread needs one mean ratio per knot and one knot at least, but has "
              + deviations.length
              + " knots and "
              + meanRatios.length
              + " ratios");
    }
    if (!(p10Deviations <= 0 && p90Deviations >= 0)) {
      throw new IllegalArgumentException(
          "the median lies between P10 and P90, but those are at "
              + p10Deviations
              + " and "
              + p90Deviations
              + " deviations");
    }
  }

  /** With median and expected deviation (a difference of natural logarithms). */
  Estimate around(double medianS, double expectedDeviation) {
    double deviation = Math.max(DEVIATION_MIN, Math.min(DEVIATION_MAX, expectedDeviation));
    return new Estimate(
        medianS,
        medianS * meanRatio(deviation),
        medianS * Math.exp(p10Deviations * deviation),
        medianS * Math.exp(p90Deviations * deviation));
  }

  private double meanRatio(double deviation) {
    int above = 0;
    while (above < deviations.length && deviations[above] <= deviation) {
      above++;
    }
    if (above == 0 || above == deviations.length) {
      return meanRatios[Math.max(0, above - 1)];
    }
    double width = deviations[above] - deviations[above - 1];
    double share = (deviation - deviations[above - 1]) / width;
    return (1 - share) * meanRatios[above - 1] + share * meanRatios[above];
  }
}

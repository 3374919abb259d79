package io.kerb.pricing.forecast;

/** Counts of independent arrivals with a known mean. */
public final class Poisson {
  private Poisson() {}

  /** The smallest count that is not exceeded more often than not: the best guess of one count. */
  public static int median(double mean) {
    double probability = Math.exp(-mean);
    double cumulated = probability;
    int count = 0;
    while (cumulated < 0.5 && count < countMax(mean)) {
      count++;
      probability *= mean / count;
      cumulated += probability;
    }
    return count;
  }

  /**
   * How far a count is from its mean on average, which no forecast can undercut: 2 e^-m m^(k+1) /
   * k! with k = ⌊m⌋ (Johnson, Kemp and Kotz, Univariate Discrete Distributions, 3rd ed., section
   * 4.3).
   */
  public static double meanAbsoluteDeviation(double mean) {
    double logarithm = -mean + Math.log(mean) + Math.log(2);
    for (int k = 1; k <= (int) mean; k++) {
      logarithm += Math.log(mean / k);
    }
    return Math.exp(logarithm);
  }

  private static int countMax(double mean) {
    return (int) mean + 1;
  }
}

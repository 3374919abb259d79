package io.kerb.lab.world;

import java.util.random.RandomGenerator;

/** Draws that the world needs. */
final class Chance {
  private Chance() {}

  /** Lognormal, by its median. */
  static double lognormal(double median, double sigma, RandomGenerator random) {
    return median * Math.exp(sigma * random.nextGaussian());
  }

  /**
   * A factor with mean 1 and about this relative deviation; the same for the same numbers, so that
   * every policy meets the same errors.
   */
  static double error(double deviation, long seed, long a, long b) {
    if (deviation == 0) {
      return 1;
    }
    long first = mix(mix(mix(seed) ^ a) ^ b);
    double radius = Math.sqrt(-2 * Math.log(unit(first)));
    double normal = radius * Math.cos(2 * Math.PI * unit(mix(first)));
    double sigma = Math.sqrt(Math.log1p(deviation * deviation));
    return Math.exp(sigma * normal - sigma * sigma / 2);
  }

  /** In (0, 1]. */
  private static double unit(long bits) {
    return ((bits >>> 11) + 1) * 0x1p-53;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long seed) {
    long z = seed + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

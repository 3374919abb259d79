package io.kerb.bench.solver;

import io.kerb.dispatch.matching.SparseCosts;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Riders, each with its nearest drivers.
 *
 * @param column of each pair, by rider
 * @param costMs of each pair, whole seconds as the production's ETAs are
 */
record Instance(
    String name, int riders, int drivers, int nearest, int[][] column, long[][] costMs) {
  private static final double CITY_SIGMA_M = 5_000;
  private static final double HOT_SPOT_M = 600;
  private static final double S_PER_M = 0.125;
  private static final double START_S = 30;

  /** Riders and drivers spread alike. */
  static Instance city(int riders, int drivers, int nearest, long seed) {
    return of("city", riders, drivers, nearest, false, seed);
  }

  /** All riders within one spot of 600 m, drivers all over the city: a stadium's end. */
  static Instance hotSpot(int riders, int drivers, int nearest, long seed) {
    return of("hot_spot", riders, drivers, nearest, true, seed);
  }

  private static Instance of(
      String kind, int riders, int drivers, int nearest, boolean hot, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] cars = new double[drivers][];
    for (int i = 0; i < drivers; i++) {
      cars[i] = inCity(random);
    }
    int[][] column = new int[riders][];
    long[][] costMs = new long[riders][];
    for (int row = 0; row < riders; row++) {
      double[] rider = hot ? inHotSpot(random) : inCity(random);
      double[] meters =
          Arrays.stream(cars)
              .mapToDouble(c -> Math.hypot(c[0] - rider[0], c[1] - rider[1]))
              .toArray();
      column[row] =
          IntStream.range(0, drivers)
              .boxed()
              .sorted(Comparator.comparingDouble(car -> meters[car]))
              .limit(nearest)
              .mapToInt(Integer::intValue)
              .toArray();
      costMs[row] =
          Arrays.stream(column[row])
              .mapToLong(car -> Math.round(START_S + meters[car] * S_PER_M) * 1000)
              .toArray();
    }
    String name = kind + "_" + riders + "x" + drivers + "_k" + nearest;
    return new Instance(name, riders, drivers, nearest, column, costMs);
  }

  private static double[] inCity(SplittableRandom random) {
    return new double[] {
      random.nextGaussian() * CITY_SIGMA_M, random.nextGaussian() * CITY_SIGMA_M
    };
  }

  private static double[] inHotSpot(SplittableRandom random) {
    return new double[] {
      random.nextDouble(-HOT_SPOT_M / 2, HOT_SPOT_M / 2),
      random.nextDouble(-HOT_SPOT_M / 2, HOT_SPOT_M / 2)
    };
  }

  SparseCosts costs() {
    SparseCosts.Builder builder = new SparseCosts.Builder();
    for (int row = 0; row < riders; row++) {
      for (int i = 0; i < column[row].length; i++) {
        builder.pair(column[row][i], costMs[row][i]);
      }
      builder.endRow();
    }
    return builder.build();
  }

  /** The total with {@code aloneMs} for each rider without a driver; the measure of all solvers. */
  long total(int[] columnOfRow, long aloneMs) {
    long total = 0;
    for (int row = 0; row < riders; row++) {
      long cost = aloneMs;
      for (int i = 0; i < column[row].length; i++) {
        if (column[row][i] == columnOfRow[row]) {
          cost = costMs[row][i];
        }
      }
      total += cost;
    }
    return total;
  }
}

package io.kerb.bench.window;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One window that was measured, in milliseconds.
 *
 * @param published from the tick until a reader of committed offers had the last one
 * @param supply within questions to the index
 * @param etas within questions to the road network
 * @param decide from the last such answer until the first offer was handed to the producer:
 *     assignment, signatures, decision records; the clock's resolution is 1 ms
 * @param publish from there until the last offer was read: serialising, the transaction, the reader
 */
record Measured(
    int offers, double published, double supply, double etas, double decide, double publish) {

  /** 0.99 × 100 is a little more than 99. */
  private static final double ROUNDING = 1e-9;

  static double percentile(
      List<Measured> windows, ToDoubleFunction<Measured> part, double fraction) {
    double[] sorted = windows.stream().mapToDouble(part).sorted().toArray();
    return sorted[Math.max(0, (int) Math.ceil(fraction * sorted.length - ROUNDING) - 1)];
  }
}

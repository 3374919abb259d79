package io.kerb.bench.quotes;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Times of one kind of run, in nanoseconds. */
record Latencies(long[] sortedNs) {
  static Latencies of(long[] ns) {
    long[] sorted = ns.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("quotes", sortedNs.length);
    map.put("p50_ms", ms(0.50));
    map.put("p95_ms", ms(0.95));
    map.put("p99_ms", ms(0.99));
    map.put("max_ms", ms(1.0));
    return map;
  }

  /** The nearest rank. */
  private double ms(double share) {
    if (sortedNs.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(share * sortedNs.length);
    return Math.round(sortedNs[Math.max(0, rank - 1)] / 1e4) / 100.0;
  }
}

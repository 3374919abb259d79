package io.kerb.lab.surge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;

/** What became of the riders who came while the spike lasted, and shortly after. */
final class Ledger {
  private static final double P95 = 0.95;

  private final long fromMs;
  private final long toMs;
  private final LongStream.Builder waitsMs = LongStream.builder();
  private int orders;
  private int left;
  private int unmet;
  private int joined;
  private double paid;
  private double highest = 1;

  /** Counts who orders from then to then. */
  Ledger(long fromMs, long toMs) {
    this.fromMs = fromMs;
    this.toMs = toMs;
  }

  private boolean counts(long atMs) {
    return atMs >= fromMs && atMs < toMs;
  }

  void ordered(long atMs, double multiplier) {
    if (counts(atMs)) {
      orders++;
      paid += multiplier;
      highest = Math.max(highest, multiplier);
    }
  }

  void left(long atMs) {
    left += counts(atMs) ? 1 : 0;
  }

  void unmet(long askedAtMs) {
    unmet += counts(askedAtMs) ? 1 : 0;
  }

  void pickedUp(long askedAtMs, long nowMs) {
    if (counts(askedAtMs)) {
      waitsMs.add(nowMs - askedAtMs);
    }
  }

  void joined(int drivers) {
    joined += drivers;
  }

  /** Times in seconds, shares 0 to 1. */
  Map<String, Object> fields() {
    long[] waits = waitsMs.build().sorted().toArray();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("wait_mean_s", rounded(LongStream.of(waits).average().orElse(0) / 1000, 1));
    fields.put("wait_p95_s", rounded(quantile(waits) / 1000.0, 1));
    fields.put("completed_share", rounded(orders == 0 ? 1 : (double) waits.length / orders, 4));
    fields.put("requests", orders);
    fields.put("completed", waits.length);
    fields.put("unmet", unmet);
    fields.put("left_at_the_price", left);
    fields.put("multiplier_mean", rounded(orders == 0 ? 1 : paid / orders, 3));
    fields.put("multiplier_max", highest);
    fields.put("drivers_joined", joined);
    return fields;
  }

  private static long quantile(long[] sorted) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(P95 * sorted.length) - 1];
  }

  static double rounded(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }
}

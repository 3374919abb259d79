package io.kerb.eta.trainer.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.eta.trainer.evaluate.Latency;
import io.kerb.eta.trainer.evaluate.ModelScores;
import io.kerb.eta.trainer.evaluate.Scores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How figures are written: rounded, with their names of the wire. */
final class Figures {
  private Figures() {}

  static Map<String, Object> of(Scores scores) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mae_s", rounded(scores.maeS(), 2));
    fields.put("rmsle", rounded(scores.rmsle(), 4));
    fields.put("within_20_share", rounded(scores.within20Share(), 4));
    return fields;
  }

  static Map<String, Object> of(ModelScores scores) {
    Map<String, Object> fields = of(scores.median());
    fields.put("p10_p90_coverage", rounded(scores.p10ToP90Coverage(), 4));
    fields.put("mean_bias_share", rounded(scores.meanBiasShare(), 4));
    return fields;
  }

  static Map<String, Object> of(Latency latency) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("single_p50_ms", rounded(latency.singleP50Ms(), 3));
    fields.put("single_p99_ms", rounded(latency.singleP99Ms(), 3));
    fields.put("batch64_p50_ms", rounded(latency.batch64P50Ms(), 3));
    fields.put("batch64_p99_ms", rounded(latency.batch64P99Ms(), 3));
    fields.put("model_us_per_pair", rounded(latency.perPairUs(), 2));
    fields.put("compact_model_us_per_pair", rounded(latency.compactPerPairUs(), 2));
    return fields;
  }

  static String json(Map<String, Object> fields) {
    try {
      return new ObjectMapper().writeValueAsString(fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A row of a table: name, MAE, RMSLE, share within 20%. */
  static String row(String name, Scores scores) {
    return "%-38s %8.1f %8.3f %9.1f%%"
        .formatted(name, scores.maeS(), scores.rmsle(), 100 * scores.within20Share());
  }

  static String header() {
    return "%-38s %8s %8s %10s".formatted("", "MAE s", "RMSLE", "within 20%");
  }

  static String text(Latency latency) {
    return String.format(
        Locale.ROOT,
        "one ETA p50 %.2f ms, p99 %.2f ms; 64 drivers to one pickup p50 %.2f ms, p99 %.2f ms;"
            + " of it the model %.1f µs per pair, the compact one %.1f µs",
        latency.singleP50Ms(),
        latency.singleP99Ms(),
        latency.batch64P50Ms(),
        latency.batch64P99Ms(),
        latency.perPairUs(),
        latency.compactPerPairUs());
  }

  private static double rounded(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }
}

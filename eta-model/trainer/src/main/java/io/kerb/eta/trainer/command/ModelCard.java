package io.kerb.eta.trainer.command;

import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.trainer.evaluate.Evaluation;
import io.kerb.eta.trainer.evaluate.ModelScores;
import io.kerb.eta.trainer.evaluate.Scores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What one should know before one trusts a model (Mitchell et al., "Model Cards", FAT* 2019). */
final class ModelCard {
  private final EtaModel model;
  private final Path artifact;
  private final Evaluation evaluation;
  private final ModelScores scores;
  private final String verdict;

  ModelCard(
      EtaModel model, Path artifact, Evaluation evaluation, ModelScores scores, String verdict) {
    this.model = model;
    this.artifact = artifact;
    this.evaluation = evaluation;
    this.scores = scores;
    this.verdict = verdict;
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("# ETA model " + artifact.getFileName());
    lines.add("");
    lines.add("- Verdict: " + verdict);
    lines.add("- Roads: " + model.origin().roads());
    lines.add(
        "- Learned from %,d trips, picked up from %s to %s"
            .formatted(model.origin().trips(), model.origin().first(), model.origin().last()));
    lines.add(
        "- Judged on %,d later trips; %,d trips of both left the network and were left out"
            .formatted(evaluation.testTrips(), evaluation.offNetworkTrips()));
    lines.add(
        "- Trees: %,d large, %,d compact, %,d for the deviation; %,d nodes; %,d groups of places"
            .formatted(
                model.median().size(),
                model.compactMedian().size(),
                model.deviation().size(),
                model.median().nodes() + model.compactMedian().nodes() + model.deviation().nodes(),
                model.sums().size()));
    lines.add("- The file's name is the start of its checksum, which is verified when it is read");
    lines.add("");
    lines.add("| | MAE s | RMSLE | within 20% |");
    lines.add("|---|---|---|---|");
    lines.add(row("model", scores.median()));
    lines.add(row("model, compact trees", scores.compact()));
    lines.add(row("route, calibrated", scores.calibrated()));
    lines.add(row("table of hour and distance", evaluation.hourDistanceTable()));
    lines.add(row("one speed", evaluation.oneSpeed()));
    lines.add("");
    lines.add(
        "Between P10 and P90: %.1f%% of the trips. Bias of the mean: %+.2f%%."
            .formatted(100 * scores.p10ToP90Coverage(), 100 * scores.meanBiasShare()));
    lines.add("");
    lines.add(
        "Not for: roads other than the above, and drives shorter than any it learned from, where"
            + " the calibration of the shortest is carried on.");
    return String.join("\n", lines) + "\n";
  }

  private static String row(String name, Scores scores) {
    return "| %s | %.1f | %.3f | %.1f%% |"
        .formatted(name, scores.maeS(), scores.rmsle(), 100 * scores.within20Share());
  }
}

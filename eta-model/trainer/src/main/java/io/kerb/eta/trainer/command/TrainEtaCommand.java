package io.kerb.eta.trainer.command;

import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.residual.ModelDirectory;
import io.kerb.eta.residual.UnreadableModelException;
import io.kerb.eta.trainer.evaluate.Evaluation;
import io.kerb.eta.trainer.evaluate.ModelScores;
import io.kerb.eta.trainer.evaluate.Scores;
import io.kerb.eta.trainer.trips.EmptyRoads;
import io.kerb.eta.trainer.trips.TimeSplit;
import io.kerb.eta.trainer.trips.TripFile;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From a file of trips to a model in use, or to the reason why not. */
@Command(
    name = "eta",
    mixinStandardHelpOptions = true,
    description =
        "Learns a model from finished trips, judges it on the last of them, and puts it into use"
            + " if it is better than what is.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the model is in use",
      "2:the input cannot be used",
      "3:the model was refused; what was in use stays"
    })
public final class TrainEtaCommand implements Callable<Integer> {
  static final int REFUSED = 3;

  @Option(
      names = "--trips",
      required = true,
      description = "CSV, gzipped or not: pickup_epoch,plat,plng,dlat,dlng,duration_s")
  Path trips;

  @Option(
      names = "--out",
      required = true,
      description = "the market's directory of models; running servers read its file 'current'")
  Path out;

  @Option(
      names = "--time-zone",
      required = true,
      description = "the market's, such as Europe/Oslo: hours are local")
  ZoneId zone;

  @Mixin RoadOptions roads;

  @Option(names = "--json", description = "one object")
  boolean json;

  @Override
  public Integer call() {
    TimeSplit split = TimeSplit.ofLastDays(TripFile.read(trips), zone);
    ModelDirectory models = new ModelDirectory(out);
    try (RoadNetwork network = roads.open()) {
      Evaluation evaluation =
          new Evaluation(split, EmptyRoads.of(network), network.name(), zone, roads.seed);
      EtaModel model = evaluation.train();
      ModelScores scores = evaluation.scores(model);
      Path artifact = models.add(model);
      Promotion promotion = decide(evaluation, scores, currentMedian(models, evaluation, artifact));
      Path card =
          models.addCard(
              artifact,
              new ModelCard(model, artifact, evaluation, scores, verdict(promotion)).text());
      if (promotion instanceof Promotion.Promoted) {
        models.promote(artifact);
      }
      print(promotion, artifact, card, scores);
      return promotion instanceof Promotion.Promoted ? 0 : REFUSED;
    }
  }

  private static Promotion decide(
      Evaluation evaluation, ModelScores scores, Optional<Scores> current) {
    Scores baseline =
        Stream.of(scores.calibrated(), evaluation.hourDistanceTable(), evaluation.oneSpeed())
            .min(Comparator.comparingDouble(Scores::maeS))
            .orElseThrow();
    return Promotion.decide(scores.median(), scores.p10ToP90Coverage(), baseline, current);
  }

  /**
   * Empty too if the model in use is this very one, or cannot be read: then it must be replaced.
   */
  private static Optional<Scores> currentMedian(
      ModelDirectory models, Evaluation evaluation, Path artifact) {
    try {
      return models
          .findCurrent()
          .filter(current -> !current.equals(artifact))
          .map(current -> evaluation.scores(EtaModel.load(current)).median());
    } catch (UnreadableModelException e) {
      System.err.println(e.getMessage() + "; the new model need not be better than that");
      return Optional.empty();
    }
  }

  private static String verdict(Promotion promotion) {
    String word = promotion instanceof Promotion.Promoted ? "promoted" : "refused";
    return word + ": " + promotion.reason();
  }

  private void print(Promotion promotion, Path artifact, Path card, ModelScores scores) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("promoted", promotion instanceof Promotion.Promoted);
      fields.put("reason", promotion.reason());
      fields.put("artifact", artifact.toString());
      fields.put("card", card.toString());
      fields.put("model", Figures.of(scores));
      System.out.println(Figures.json(fields));
    } else {
      System.out.println(artifact + " is " + verdict(promotion) + ".");
      System.out.println("Its card: " + card);
    }
  }
}

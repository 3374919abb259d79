package io.kerb.eta.trainer.command;

import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.trainer.evaluate.Evaluation;
import io.kerb.eta.trainer.evaluate.Evaluation.Ablated;
import io.kerb.eta.trainer.evaluate.Latency;
import io.kerb.eta.trainer.evaluate.ModelScores;
import io.kerb.eta.trainer.evaluate.Scores;
import io.kerb.eta.trainer.trips.EmptyRoads;
import io.kerb.eta.trainer.trips.FinishedTrip;
import io.kerb.eta.trainer.trips.TimeSplit;
import io.kerb.eta.trainer.trips.TripFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A model learned from some trips, judged on later ones. */
@Command(
    name = "eta",
    mixinStandardHelpOptions = true,
    description =
        "Learns a model from trips, and judges it on later ones beside what one does without it.")
public final class EvaluateEtaCommand implements Callable<Integer> {
  @ArgGroup(exclusive = true, multiplicity = "1")
  Source source;

  @Option(
      names = "--time-zone",
      defaultValue = "America/Los_Angeles",
      description = "of the trips' hours and days; default: ${DEFAULT-VALUE}")
  ZoneId zone;

  @Mixin RoadOptions roads;

  @Option(
      names = "--ablation",
      description = "also without network, live residuals, S2 encodings, by smaller trees each")
  boolean ablation;

  @Option(names = "--latency-osm", description = "measure on these roads, too")
  Path latencyOsm;

  @Option(names = "--json", description = "one object")
  boolean json;

  /** Two files, or one with a time. */
  static final class Source {
    @ArgGroup(exclusive = false, multiplicity = "1")
    TwoFiles files;

    @ArgGroup(exclusive = false, multiplicity = "1")
    OneFile file;
  }

  /** Learn from one, judge on the other. */
  static final class TwoFiles {
    @Option(
        names = "--train",
        required = true,
        description = "CSV, gzipped or not: pickup_epoch,plat,plng,dlat,dlng,duration_s")
    Path train;

    @Option(names = "--test", required = true, description = "likewise; later trips")
    Path test;
  }

  /** Learn from what was before, judge on what came after. */
  static final class OneFile {
    @Option(names = "--trips", required = true, description = "one file instead of two")
    Path trips;

    @Option(
        names = "--split",
        required = true,
        description = "where it is cut: a local day such as 2008-05-31, or an instant with Z")
    String split;
  }

  @Override
  public Integer call() {
    TimeSplit split = split();
    try (RoadNetwork network = roads.open()) {
      Evaluation evaluation =
          new Evaluation(split, EmptyRoads.of(network), network.name(), zone, roads.seed);
      EtaModel model = evaluation.train();
      Report report = new Report(evaluation, model, network);
      System.out.println(json ? Figures.json(report.fields()) : report.text());
    }
    return 0;
  }

  private TimeSplit split() {
    if (source.files != null) {
      return new TimeSplit(TripFile.read(source.files.train), TripFile.read(source.files.test));
    }
    List<FinishedTrip> trips = TripFile.read(source.file.trips);
    return TimeSplit.at(trips, epochS(source.file.split));
  }

  private long epochS(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text).getEpochSecond()
          : LocalDate.parse(text).atStartOfDay(zone).toEpochSecond();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--split should be a day such as 2008-05-31, or an instant such as"
              + " 2008-05-31T07:00:00Z, but was '"
              + text
              + "'",
          e);
    }
  }

  /** All figures, measured once. */
  private final class Report {
    private final Evaluation evaluation;
    private final ModelScores model;
    private final Map<String, Scores> baselines = new LinkedHashMap<>();
    private final Latency latency;
    private final Latency elsewhere;
    private final List<Ablated> ablations;

    Report(Evaluation evaluation, EtaModel learned, RoadNetwork network) {
      this.evaluation = evaluation;
      model = evaluation.scores(learned);
      baselines.put("one_speed", evaluation.oneSpeed());
      baselines.put("hour_distance_table", evaluation.hourDistanceTable());
      baselines.put("route_calibrated", model.calibrated());
      latency = latency(network, learned);
      elsewhere = latencyOsm == null ? null : latencyElsewhere(learned);
      ablations = ablation ? evaluation.ablations() : List.of();
    }

    private Latency latency(RoadNetwork on, EtaModel learned) {
      ZonedDateTime at = evaluation.judgedTrips().get(0).pickupAt(zone);
      return Latency.measure(on, learned, at, System::nanoTime, roads.seed);
    }

    private Latency latencyElsewhere(EtaModel learned) {
      try (RoadNetwork other = roads.open(latencyOsm)) {
        return latency(other, learned);
      }
    }

    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("model", Figures.of(model));
      Map<String, Object> others = new LinkedHashMap<>();
      baselines.forEach((name, scores) -> others.put(name, Figures.of(scores)));
      fields.put("baselines", others);
      fields.put("compact_model", Figures.of(model.compact()));
      fields.put("latency", Figures.of(latency));
      if (elsewhere != null) {
        fields.put("latency_elsewhere", Figures.of(elsewhere));
      }
      if (ablation) {
        fields.put("ablation", ablations.stream().map(Report::fields).toList());
      }
      fields.put("train_trips", evaluation.trainingTrips());
      fields.put("test_trips", evaluation.testTrips());
      fields.put("off_network_trips", evaluation.offNetworkTrips());
      return fields;
    }

    private static Map<String, Object> fields(Ablated ablated) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("variant", ablated.name());
      fields.putAll(Figures.of(ablated.scores()));
      return fields;
    }

    String text() {
      List<String> lines = new ArrayList<>();
      lines.add(
          "%,d trips to learn from, %,d to judge on, %,d left out because they leave the network"
              .formatted(
                  evaluation.trainingTrips(),
                  evaluation.testTrips(),
                  evaluation.offNetworkTrips()));
      lines.add(Figures.header());
      lines.add(Figures.row("model", model.median()));
      lines.add(Figures.row("model, compact trees", model.compact()));
      baselines.forEach((name, scores) -> lines.add(Figures.row(name, scores)));
      ablations.forEach(
          left -> lines.add(Figures.row("smaller trees, " + left.name(), left.scores())));
      lines.add(
          "between P10 and P90: %.1f%%; bias of the mean: %+.2f%%"
              .formatted(100 * model.p10ToP90Coverage(), 100 * model.meanBiasShare()));
      lines.add(Figures.text(latency));
      if (elsewhere != null) {
        lines.add("on " + latencyOsm.getFileName() + ": " + Figures.text(elsewhere));
      }
      return String.join(System.lineSeparator(), lines);
    }
  }
}

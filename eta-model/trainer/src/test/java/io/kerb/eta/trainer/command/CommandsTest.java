package io.kerb.eta.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.residual.ModelDirectory;
import io.kerb.eta.trainer.SlowEast;
import io.kerb.eta.trainer.TrainerMain;
import io.kerb.eta.trainer.trips.FinishedTrip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as one types them, on a grid of streets under the known city. */
class CommandsTest {
  private static final int STREETS = 40;

  @TempDir Path directory;
  private Path osm;
  private Path trips;
  private String errors;

  @BeforeEach
  void write() throws IOException {
    osm = Files.writeString(directory.resolve("grid.osm"), grid());
    trips = csv(new SlowEast(2).trips(10, 150), "");
  }

  @Test
  void aModelIsTrainedPromotedAndNotReplacedByOneThatIsNoBetter() throws IOException {
    Path out = directory.resolve("models");
    ModelDirectory models = new ModelDirectory(out);

    JsonNode first = json(0, train(out, "1"));

    Path artifact = models.findCurrent().orElseThrow();
    assertThat(first.get("artifact").asText()).isEqualTo(artifact.toString());
    String roads = RoadNetwork.checksumOf(osm) + "-urban-1";
    assertThat(EtaModel.load(artifact).origin().roads())
        .as("as the server names them")
        .isEqualTo(roads);
    assertThat(Files.readString(Path.of(first.get("card").asText())))
        .contains("promoted")
        .contains("| model |")
        .contains("Roads: " + roads);

    JsonNode again = json(0, train(out, "1"));
    assertThat(again.get("artifact")).isEqualTo(first.get("artifact"));

    JsonNode worse = json(TrainEtaCommand.REFUSED, train(out, "1", garbled()));
    assertThat(worse.get("promoted").asBoolean()).isFalse();
    assertThat(worse.get("reason").asText()).isNotEmpty();
    assertThat(models.findCurrent()).contains(artifact);
  }

  @Test
  void anEvaluationReportsModelBaselinesAndLatency() throws IOException {
    JsonNode report =
        json(
            0,
            "evaluate",
            "eta",
            "--trips",
            csv(new SlowEast(3).trips(8, 150), "1000,1.0,1.0,1.1,1.1,500\n").toString(),
            "--split",
            SlowEast.FIRST_DAY.plusDays(6).toString(),
            "--osm",
            osm.toString(),
            "--cache",
            directory.resolve("cache").toString(),
            "--time-zone",
            "Europe/Oslo",
            "--json");

    assertThat(report.get("off_network_trips").asInt()).isEqualTo(1);
    assertThat(report.get("train_trips").asInt()).isEqualTo(6 * 150);
    for (String field : List.of("mae_s", "rmsle", "within_20_share")) {
      assertThat(report.get("model").get(field).asDouble()).as(field).isPositive();
      for (String baseline : List.of("one_speed", "hour_distance_table", "route_calibrated")) {
        assertThat(report.get("baselines").get(baseline).get(field).asDouble()).isPositive();
      }
    }
    assertThat(report.get("model").get("p10_p90_coverage").asDouble()).isBetween(0.0, 1.0);
    assertThat(report.get("model").has("mean_bias_share")).isTrue();
    assertThat(report.get("latency").get("single_p99_ms").asDouble()).isPositive();
    assertThat(report.get("latency").get("batch64_p99_ms").asDouble()).isPositive();
    assertThat(report.has("ablation")).isFalse();
  }

  @Test
  void badInputIsAnsweredByNameAndNotByACrash() throws IOException {
    Path bad = csv(List.of(), "1000,north,1.0,1.1,1.1,500\n");

    assertThat(
            run(
                "train",
                "eta",
                "--trips",
                bad.toString(),
                "--osm",
                osm.toString(),
                "--time-zone",
                "Europe/Oslo",
                "--out",
                "x"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors).contains(bad + " line 2").contains("'north'").doesNotContain("Exception");
  }

  @Test
  void speedsAreLearnedByTheSameProgram() {
    assertThat(
            run("train", "speeds", "--pings", "absent.csv", "--osm", osm.toString(), "--out", "x"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors).contains("absent.csv").doesNotContain("Exception");
  }

  private String[] train(Path out, String seed) {
    return train(out, seed, trips);
  }

  private String[] train(Path out, String seed, Path from) {
    return new String[] {
      "train",
      "eta",
      "--trips",
      from.toString(),
      "--osm",
      osm.toString(),
      "--out",
      out.toString(),
      "--cache",
      directory.resolve("cache").toString(),
      "--time-zone",
      "Europe/Oslo",
      "--seed",
      seed,
      "--json"
    };
  }

  private JsonNode json(int exitCode, String... words) throws IOException {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(run(words)).as(errors).isEqualTo(exitCode);
    } finally {
      System.setOut(console);
    }
    return new ObjectMapper().readTree(printed.toString(StandardCharsets.UTF_8));
  }

  private int run(String... words) {
    StringWriter written = new StringWriter();
    int code = TrainerMain.line().setErr(new PrintWriter(written)).execute(words);
    errors = written.toString();
    return code;
  }

  /** The learned days as ever, the last ones by another law. */
  private Path garbled() throws IOException {
    List<FinishedTrip> days = new SlowEast(9).trips(10, 150);
    return csv(
        days.stream()
            .map(
                trip ->
                    new FinishedTrip(
                        trip.pickupS(),
                        trip.from(),
                        trip.to(),
                        trip.pickupS() < days.get(8 * 150).pickupS() ? 60 : 3000))
            .toList(),
        "");
  }

  private Path csv(List<FinishedTrip> from, String more) throws IOException {
    StringBuilder text = new StringBuilder("pickup_epoch,plat,plng,dlat,dlng,duration_s\n");
    text.append(more);
    for (FinishedTrip trip : from) {
      text.append(
          "%d,%s,%s,%s,%s,%d%n"
              .formatted(
                  trip.pickupS(),
                  trip.from().latitude(),
                  trip.from().longitude(),
                  trip.to().latitude(),
                  trip.to().longitude(),
                  trip.actualS()));
    }
    return Files.writeString(Files.createTempFile(directory, "trips", ".csv"), text);
  }

  /** Streets about 250 m apart, both ways. */
  private static String grid() {
    StringBuilder osm = new StringBuilder("<?xml version='1.0'?>\n<osm version='0.6'>\n");
    for (int i = 0; i < STREETS * STREETS; i++) {
      osm.append(
          "<node id='%d' lat='%.7f' lon='%.7f'/>%n"
              .formatted(i + 1, 59.9 + i / STREETS * 0.0024, 10.7 + i % STREETS * 0.0048));
    }
    for (int street = 0; street < STREETS; street++) {
      way(osm, 1 + street, street * STREETS, 1);
      way(osm, 1001 + street, street, STREETS);
    }
    return osm.append("</osm>\n").toString();
  }

  private static void way(StringBuilder osm, int id, int first, int step) {
    osm.append("<way id='").append(id).append("'>");
    for (int i = 0; i < STREETS; i++) {
      osm.append("<nd ref='").append(first + i * step + 1).append("'/>");
    }
    osm.append("<tag k='highway' v='residential'/></way>\n");
  }
}

package io.kerb.lab.dispatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.DispatchPolicyBuilder;
import io.kerb.lab.requests.RequestFile;
import io.kerb.lab.requests.RideWish;
import io.kerb.lab.world.DayReport;
import io.kerb.lab.world.World;
import io.kerb.lab.world.WorldSettings;
import io.kerb.lab.world.WorldSettings.ErrorOf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A day of requests under one policy. */
@Command(
    name = "dispatch",
    mixinStandardHelpOptions = true,
    description = "Runs a file of requests against a fleet in virtual time, and says how it went.")
public final class EvaluateDispatchCommand implements Callable<Integer> {
  @Option(
      names = {"--requests", "--stack"},
      required = true,
      arity = "1..*",
      description =
          "CSV, gzipped or not: pickup_epoch,plat,plng,dlat,dlng,trip_s; several days are laid on"
              + " the first")
  List<Path> files;

  @Option(names = "--fleet", defaultValue = "300", description = "cars; default: 300")
  int fleet;

  @Option(names = "--policy", defaultValue = "WINDOW", description = "${COMPLETION-CANDIDATES}")
  Policies policy;

  @Option(names = "--window-s", description = "another window than the policy's, in seconds")
  Double windowS;

  @Option(
      names = "--eta-error",
      defaultValue = "0",
      description = "relative deviation of the pickup ETAs, such as 0.2; default: 0")
  double etaError;

  @Option(
      names = "--eta-error-of",
      defaultValue = "PAIR",
      description = "who shares an error: ${COMPLETION-CANDIDATES}")
  ErrorOf etaErrorOf;

  @Option(names = "--declines", defaultValue = "0", description = "share of offers; default: 0")
  double declines;

  @Option(
      names = "--driver-cancels",
      defaultValue = "0",
      description = "share of accepted trips given back before the pickup; default: 0")
  double driverCancels;

  @Option(
      names = "--dark",
      defaultValue = "0",
      description = "share of pauses in which a phone is silent for 5 min; default: 0")
  double dark;

  @Option(names = "--zone", defaultValue = "America/Los_Angeles", description = "of the hours")
  ZoneId zone;

  @Option(names = "--seed", defaultValue = "1", description = "default: 1")
  long seed;

  @Option(names = "--json", description = "one object")
  boolean json;

  @Override
  public Integer call() throws IOException {
    List<RideWish> wishes = RequestFile.stack(files);
    WorldSettings settings =
        new WorldSettings(fleet, etaError, etaErrorOf, declines, driverCancels, dark, seed);
    long started = System.nanoTime();
    DayReport report = new World(wishes, zone, settings, numbers()).run();
    Map<String, Object> fields = fields(report, (System.nanoTime() - started) / 1e9);
    if (json) {
      System.out.println(new ObjectMapper().writeValueAsString(fields));
    } else {
      fields.forEach((name, value) -> System.out.printf("%-16s %s%n", name, value));
    }
    return 0;
  }

  private DispatchPolicy numbers() {
    DispatchPolicyBuilder numbers = policy.numbers();
    return windowS == null
        ? numbers.build()
        : numbers.window(Duration.ofMillis(Math.round(windowS * 1000))).build();
  }

  private Map<String, Object> fields(DayReport report, double elapsedS) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("policy", policy.name().toLowerCase(Locale.ROOT));
    fields.put("fleet", report.fleet());
    fields.put("requests", report.requests());
    fields.put("served_share", rounded(report.servedShare(), 4));
    fields.put("wait_mean_s", rounded(report.waitMeanS(), 1));
    fields.put("wait_p95_s", rounded(report.waitP95S(), 1));
    fields.put("empty_km", rounded(report.emptyKm(), 1));
    fields.put("utilisation", rounded(report.utilisation(), 4));
    fields.put("swaps", report.swaps());
    fields.put("decision_p99_ms", rounded(report.decisionP99Ms(), 3));
    fields.put("elapsed_s", rounded(elapsedS, 2));
    return fields;
  }

  private static double rounded(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }
}

package io.kerb.bench.window;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.bench.engines.BenchEngines;
import io.kerb.bench.town.Town;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times of whole windows on real engines, all on this machine. */
@Command(
    name = "window",
    mixinStandardHelpOptions = true,
    description =
        "A full window on real Kafka and Redis, from its tick to its offers in the committed log.")
public final class WindowBenchCommand implements Callable<Integer> {
  private static final int PROGRESS_EVERY = 20;

  @Option(names = "--requests", defaultValue = "1000", description = "per window; default: 1000")
  int requests;

  @Option(names = "--drivers", defaultValue = "5000", description = "default: 5000")
  int drivers;

  @Option(names = "--windows", defaultValue = "100", description = "measured; default: 100")
  int windows;

  @Option(names = "--warm-up", defaultValue = "30", description = "windows before; default: 30")
  int warmUp;

  @Option(names = "--osm", description = "an extract; default: a generated city")
  Path osm;

  @Option(names = "--seed", defaultValue = "1", description = "default: 1")
  long seed;

  @Option(names = "--json", description = "one object")
  boolean json;

  @Override
  public Integer call() throws Exception {
    try (BenchEngines engines = BenchEngines.start();
        Town town = Town.open(Optional.ofNullable(osm), engines.directory());
        WindowBench bench = new WindowBench(town, engines, requests, drivers, seed)) {
      say(
          "%s; %,d drivers who report every 5 s; %,d requests a window; %d processors"
              .formatted(
                  town.size(), drivers, requests, Runtime.getRuntime().availableProcessors()));
      int[] count = {0};
      List<Measured> measured =
          bench.run(
              warmUp,
              windows,
              window -> {
                if (++count[0] % PROGRESS_EVERY == 0) {
                  say("%d windows; the last: %s".formatted(count[0], window));
                }
              });
      report(measured, town);
      return measured.size() == windows ? 0 : 1;
    }
  }

  private void report(List<Measured> measured, Town town) throws Exception {
    if (measured.isEmpty()) {
      throw new IllegalStateException(
          "no window held all %d requests; maybe the machine is too busy".formatted(requests));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("requests", requests);
    result.put("drivers", drivers);
    result.put("windows", measured.size());
    result.put("city", town.size());
    result.put("processors", Runtime.getRuntime().availableProcessors());
    result.put("offers_p50", percentile(measured, Measured::offers, 0.5));
    for (double fraction : new double[] {0.5, 0.95, 0.99}) {
      result.put(
          "tick_to_published_p%.0f_ms".formatted(100 * fraction),
          percentile(measured, Measured::published, fraction));
    }
    result.put("tick_to_published_max_ms", percentile(measured, Measured::published, 1));
    part(result, "search", measured, Measured::supply);
    part(result, "etas", measured, Measured::etas);
    part(result, "decide", measured, Measured::decide);
    part(result, "publish", measured, Measured::publish);
    if (json) {
      System.out.println(new ObjectMapper().writeValueAsString(result));
    } else {
      result.forEach((name, value) -> System.out.printf("%-28s %s%n", name, value));
    }
  }

  private static void part(
      Map<String, Object> result,
      String name,
      List<Measured> measured,
      ToDoubleFunction<Measured> part) {
    result.put(name + "_p50_ms", percentile(measured, part, 0.5));
    result.put(name + "_p99_ms", percentile(measured, part, 0.99));
  }

  private static double percentile(
      List<Measured> measured, ToDoubleFunction<Measured> part, double fraction) {
    return Math.round(10 * Measured.percentile(measured, part, fraction)) / 10.0;
  }

  private void say(String line) {
    if (!json) {
      System.out.println(line);
    }
  }
}

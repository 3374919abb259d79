package io.kerb.bench.takeover;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.kerb.bench.engines.BenchEngines;
import io.kerb.bench.takeover.Takeover.Kind;
import io.kerb.bench.takeover.Takeover.Run;
import io.kerb.bench.town.Town;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A market's dispatcher is killed, or stopped and woken up after another took over. */
@Command(
    name = "takeover",
    mixinStandardHelpOptions = true,
    description =
        "Kills or stops a market's dispatcher while requests wait: how long until another has it,"
            + " and what was lost or written twice.")
public final class TakeoverBenchCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  @Option(names = "--requests", defaultValue = "200", description = "open; default: 200")
  int requests;

  @Option(names = "--runs", defaultValue = "3", description = "of each kind; default: 3")
  int runs;

  @Option(names = "--osm", description = "an extract; default: a generated city")
  Path osm;

  @Option(names = "--json", description = "one object")
  boolean json;

  @Override
  public Integer call() throws Exception {
    List<Run> done = new ArrayList<>();
    try (BenchEngines engines = BenchEngines.start();
        Town town = Town.open(Optional.ofNullable(osm), engines.directory())) {
      for (int i = 1; i <= runs; i++) {
        for (Kind kind : Kind.values()) {
          try (Takeover takeover = new Takeover(town, engines, kind + "-" + i + "-", requests)) {
            Run run = takeover.run(kind);
            done.add(run);
            if (!json) {
              System.out.println(run);
            }
          }
        }
      }
    }
    if (json) {
      System.out.println(JSON.writeValueAsString(Map.of("requests", requests, "runs", done)));
    }
    boolean sound =
        done.stream().allMatch(run -> run.lost() + run.doubleOffers() + run.lateRecords() == 0);
    return sound ? 0 : 1;
  }
}

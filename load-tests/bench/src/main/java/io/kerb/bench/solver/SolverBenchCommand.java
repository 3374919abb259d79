package io.kerb.bench.solver;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.dispatch.matching.GreedyAssignment;
import io.kerb.dispatch.matching.ShortestPathAssignment;
import io.kerb.dispatch.matching.SparseCosts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times of one window's assignment; all solvers on the same instances, in one process. */
@Command(
    name = "solver",
    mixinStandardHelpOptions = true,
    description =
        "Our assignment, greedy, jgrapht and OR-Tools' min-cost flow on the same windows.")
public final class SolverBenchCommand implements Callable<Integer> {
  /** Dearer than any real pair, and small enough for OR-Tools to scale. */
  private static final long ALONE_MS = 100_000_000;

  @Option(names = "--runs", defaultValue = "21", description = "timed runs; default: 21")
  int runs;

  @Option(names = "--seed", defaultValue = "1", description = "default: 1")
  long seed;

  @Option(names = "--json", description = "one object")
  boolean json;

  private record Timed(long total, double p50Ms, double p95Ms) {}

  @Override
  public Integer call() throws IOException {
    List<Map<String, Object>> cases = new ArrayList<>();
    for (Instance instance : instances()) {
      Map<String, Object> measured = measure(instance);
      cases.add(measured);
      if (!json) {
        System.out.println(measured);
      }
    }
    if (json) {
      System.out.println(new ObjectMapper().writeValueAsString(Map.of("cases", cases)));
    }
    return 0;
  }

  private List<Instance> instances() {
    return List.of(
        Instance.city(1_000, 5_000, 20, seed),
        Instance.city(1_000, 1_000, 20, seed),
        Instance.city(1_000, 1_000, 64, seed),
        Instance.city(1_000, 1_000, 200, seed),
        Instance.hotSpot(1_000, 5_000, 20, seed),
        Instance.hotSpot(1_000, 5_000, 64, seed),
        Instance.hotSpot(1_000, 5_000, 200, seed));
  }

  private Map<String, Object> measure(Instance instance) {
    SparseCosts costs = instance.costs();
    Timed ours =
        time(() -> instance.total(new ShortestPathAssignment().assign(costs), ALONE_MS), 3 * runs);
    Timed greedy = time(() -> instance.total(new GreedyAssignment().assign(costs), ALONE_MS), runs);
    Timed orTools = time(() -> new OrToolsFlow(instance, ALONE_MS).solve(), runs);
    OrToolsFlow built = new OrToolsFlow(instance, ALONE_MS);
    Timed orToolsSolve = time(built::solve, runs);
    Timed jgrapht = time(() -> new JgraphtMatching(instance, ALONE_MS).solve(), 3);
    if (ours.total != orTools.total || ours.total != jgrapht.total) {
      throw new IllegalStateException(
          "%s: ours costs %d, OR-Tools %d, jgrapht %d"
              .formatted(instance.name(), ours.total, orTools.total, jgrapht.total));
    }
    Map<String, Object> measured = new LinkedHashMap<>();
    measured.put("case", instance.name());
    measured.put("cost_ms", ours.total);
    measured.put("ours_p50_ms", rounded(ours.p50Ms));
    measured.put("ours_p95_ms", rounded(ours.p95Ms));
    measured.put("greedy_p50_ms", rounded(greedy.p50Ms));
    measured.put("unserved", ours.total / ALONE_MS);
    measured.put("greedy_unserved", greedy.total / ALONE_MS);
    measured.put("ortools_p50_ms", rounded(orTools.p50Ms));
    measured.put("ortools_solve_only_p50_ms", rounded(orToolsSolve.p50Ms));
    measured.put("jgrapht_p50_ms", rounded(jgrapht.p50Ms));
    measured.put("ortools_ratio", rounded(orToolsSolve.p50Ms / ours.p50Ms));
    measured.put("jgrapht_ratio", rounded(jgrapht.p50Ms / ours.p50Ms));
    return measured;
  }

  private static Timed time(LongSupplier solver, int runs) {
    long total = 0;
    for (int i = 0; i < runs; i++) {
      total = solver.getAsLong();
    }
    double[] tookMs = new double[runs];
    for (int i = 0; i < runs; i++) {
      long started = System.nanoTime();
      total = solver.getAsLong();
      tookMs[i] = (System.nanoTime() - started) / 1e6;
    }
    Arrays.sort(tookMs);
    return new Timed(total, tookMs[runs / 2], tookMs[(int) Math.ceil(0.95 * runs) - 1]);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}

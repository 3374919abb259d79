package io.kerb.bench;

import io.kerb.bench.quotes.QuoteBenchCommand;
import io.kerb.bench.solver.SolverBenchCommand;
import io.kerb.bench.takeover.TakeoverBenchCommand;
import io.kerb.bench.window.WindowBenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks' command line: {@code deploy/kerb bench …} ends up here. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures parts of Kerb beside their baselines, in one run.",
    subcommands = {
      SolverBenchCommand.class,
      WindowBenchCommand.class,
      TakeoverBenchCommand.class,
      QuoteBenchCommand.class
    })
public final class BenchMain {
  private BenchMain() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchMain()).execute(arguments));
  }
}

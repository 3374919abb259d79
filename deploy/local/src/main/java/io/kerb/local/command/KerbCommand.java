package io.kerb.local.command;

import io.kerb.local.LocalException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that start and stop things; {@code deploy/kerb} hands the others on. */
@Command(
    name = "kerb",
    description = "Kerb on this machine: real engines, the server and a simulated city.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      RestartCommand.class,
      DoctorCommand.class
    },
    footer = {
      "",
      "Of the server, on the engines of a running Kerb:",
      "  check    Compares Cassandra and Kafka for every promise about trips.",
      "  export   Writes finished trips for training: kerb export trips --out trips.csv.gz.",
      "  token    Prints a token: kerb token --role rider --subject 42.",
      "",
      "Without engines:",
      "  evaluate  Judges policies and models on files: kerb evaluate dispatch --help, eta --help.",
      "  train     Learns a model from finished trips: kerb train eta --help.",
      "  bench     Measures parts of Kerb: kerb bench solver, window, takeover."
    })
public final class KerbCommand {
  static final int FAILED = 1;
  static final int MISUSED = 2;

  private KerbCommand() {}

  /** Runs one command line; returns its exit code. */
  public static int execute(String... args) {
    // An error on the way to the options is printed as they say, though they were not parsed.
    boolean json = Arrays.asList(args).contains("--json");
    if (args.length == 0) {
      new CommandLine(new KerbCommand()).usage(System.out);
      return MISUSED;
    }
    return new CommandLine(new KerbCommand())
        .setParameterExceptionHandler(
            (e, words) -> {
              String command = e.getCommandLine().getCommandSpec().qualifiedName();
              Output.standard(json)
                  .error("bad_argument", e.getMessage(), "see " + command + " --help");
              return MISUSED;
            })
        .setExecutionExceptionHandler(
            (e, line, result) -> {
              Output output = Output.standard(json);
              if (e instanceof LocalException known) {
                output.error(known);
                return FAILED;
              }
              if (e instanceof IllegalArgumentException) {
                output.error("bad_argument", e.getMessage(), "");
                return MISUSED;
              }
              output.error("unexpected", e.toString(), "set KERB_DEBUG=1 for where it happened");
              if (System.getenv("KERB_DEBUG") != null) {
                e.printStackTrace();
              }
              return FAILED;
            })
        .execute(args);
  }
}

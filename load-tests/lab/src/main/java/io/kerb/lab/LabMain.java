package io.kerb.lab;

import io.kerb.lab.demand.EvaluateDemandCommand;
import io.kerb.lab.dispatch.EvaluateDispatchCommand;
import io.kerb.lab.requests.BadRequestFileException;
import io.kerb.lab.surge.EvaluateSurgeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The laboratory's command line: {@code deploy/kerb evaluate …} ends up here. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Judges policies and models on data, without engines.",
    subcommands = {
      EvaluateDispatchCommand.class,
      EvaluateDemandCommand.class,
      EvaluateSurgeCommand.class,
    })
public final class LabMain {
  private LabMain() {}

  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new LabMain()).setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof BadRequestFileException
              || failure instanceof IllegalArgumentException) {
            command.getErr().println(failure.getMessage());
            return CommandLine.ExitCode.USAGE;
          }
          throw failure;
        });
    System.exit(line.execute(arguments));
  }
}

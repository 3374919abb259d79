package io.kerb.eta.trainer;

import io.kerb.eta.adapter.TrainSpeedsCommand;
import io.kerb.eta.network.UnreadableOsmException;
import io.kerb.eta.residual.UnreadableModelException;
import io.kerb.eta.trainer.command.EvaluateEtaCommand;
import io.kerb.eta.trainer.command.TrainEtaCommand;
import io.kerb.eta.trainer.trips.BadTripFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code deploy/kerb evaluate eta …} and {@code deploy/kerb train …} end up here. */
@Command(name = "kerb", mixinStandardHelpOptions = true)
public final class TrainerMain {
  private TrainerMain() {}

  public static void main(String[] arguments) {
    System.exit(line().execute(arguments));
  }

  /** All commands, ready to be executed. */
  public static CommandLine line() {
    CommandLine line =
        new CommandLine(new TrainerMain())
            .addSubcommand(
                new CommandLine(new Evaluate()).addSubcommand("eta", new EvaluateEtaCommand()))
            .addSubcommand(
                new CommandLine(new Train())
                    .addSubcommand("eta", new TrainEtaCommand())
                    .addSubcommand("speeds", new TrainSpeedsCommand()));
    return line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (isOfInput(failure)) {
            command.getErr().println(failure.getMessage());
            return CommandLine.ExitCode.USAGE;
          }
          throw failure;
        });
  }

  private static boolean isOfInput(Exception failure) {
    return failure instanceof BadTripFileException
        || failure instanceof UnreadableOsmException
        || failure instanceof UnreadableModelException
        || failure instanceof IllegalArgumentException;
  }

  @Command(name = "evaluate", mixinStandardHelpOptions = true, description = "Judges a model.")
  private static final class Evaluate {}

  @Command(name = "train", mixinStandardHelpOptions = true, description = "Learns a model.")
  private static final class Train {}
}

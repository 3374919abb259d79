package io.kerb.city;

import io.kerb.eta.network.UnreadableOsmException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The simulated city: draws road networks, and lets drivers and riders live on them. */
@Command(
    name = "city",
    mixinStandardHelpOptions = true,
    description = "A simulated city that speaks only Kerb's public API.",
    subcommands = {GenerateCommand.class, MarketCommand.class, LiveCommand.class})
public final class CityMain {
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  /**
   * The OSM reader's Protobuf classes are old, and each of them warns of hostile input; the map is
   * the caller's own. Held here, since the JDK forgets the level of a logger nobody holds.
   */
  private static final Logger PROTOBUF = Logger.getLogger("com.google.protobuf");

  private CityMain() {}

  public static void main(String[] args) {
    PROTOBUF.setLevel(Level.SEVERE);
    System.exit(run(args));
  }

  static int run(String... args) {
    return new CommandLine(new CityMain())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("city: " + failure.getMessage());
              return failure instanceof UnreadableOsmException ? BAD_INPUT : FAILED;
            })
        .execute(args);
  }
}

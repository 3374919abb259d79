package io.kerb.server;

import io.kerb.server.command.CheckCommand;
import io.kerb.server.command.ExportCommand;
import io.kerb.server.command.ServeCommand;
import io.kerb.server.command.TokenCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code serve} when nothing else is said. */
@Command(
    name = "kerb-server",
    description = "Kerb's server and the tools that speak to its engines.",
    mixinStandardHelpOptions = true,
    subcommands = {ServeCommand.class, CheckCommand.class, ExportCommand.class, TokenCommand.class})
public final class KerbServer {
  private KerbServer() {}

  public static void main(String[] args) {
    String[] words = args.length == 0 || args[0].startsWith("--roles") ? withServe(args) : args;
    int exitCode = new CommandLine(new KerbServer()).execute(words);
    if (exitCode != ServeCommand.RUNNING) {
      System.exit(exitCode);
    }
  }

  private static String[] withServe(String[] args) {
    String[] words = new String[args.length + 1];
    words[0] = "serve";
    System.arraycopy(args, 0, words, 1, args.length);
    return words;
  }
}

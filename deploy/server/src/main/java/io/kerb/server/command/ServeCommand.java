package io.kerb.server.command;

import io.kerb.server.KerbServer;
import io.kerb.server.Roles;
import io.micronaut.runtime.Micronaut;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. */
@Command(
    name = "serve",
    description =
        "Serves the roles given. Engines are found by KERB_KAFKA, KERB_REDIS_SHARDS and"
            + " KERB_CASSANDRA.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  /** The exit code that says: it runs on, do not exit. */
  public static final int RUNNING = -1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--roles",
      defaultValue = "${env:KERB_ROLES:-all}",
      description = "all, or any of ingest,dispatch,trips,pricing (default: ${DEFAULT-VALUE})")
  private String roles;

  @Override
  public Integer call() {
    Roles parsed;
    try {
      parsed = Roles.parse(roles);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    Micronaut.build(new String[0])
        .mainClass(KerbServer.class)
        .properties(parsed.properties())
        .banner(false)
        .start();
    return RUNNING;
  }
}

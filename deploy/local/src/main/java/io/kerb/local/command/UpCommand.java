package io.kerb.local.command;

import io.kerb.local.Home;
import io.kerb.local.Installation;
import io.kerb.local.engine.EngineChildren;
import io.kerb.local.json.JsonObject;
import io.kerb.local.supervise.ChildSpec;
import io.kerb.local.supervise.RunFiles;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the engines and the server and leaves them running; mends what is down already. */
@Command(
    name = "up",
    description = "Starts Kafka, Redis, Cassandra and the server, and leaves them running.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  private static final Duration MEND_BOUND = Duration.ofSeconds(150);

  @Mixin private HomeOptions options;
  @Mixin private StartOptions start;

  @Override
  public Integer call() {
    Output output = options.output();
    Home home = options.home();
    RunFiles files = new RunFiles(home.run());
    if (files.findSupervisor().isPresent()) {
      mend(home, files, output);
      return 0;
    }
    Installation installation = start.apply(options.installation());
    Launch.Ready ready = new Launch(installation, output).start(start.city(), Optional.empty());
    output.result(Launch.readyEvent(ready, output), Launch.readyText(ready, output));
    return 0;
  }

  private static void mend(Home home, RunFiles files, Output output) {
    files.listChildren().stream().map(ChildSpec::name).forEach(files::release);
    EngineChildren.awaitReady(home, MEND_BOUND, child -> {});
    output.result(
        JsonObject.event("already_up").with("elapsed_ms", output.elapsedMs()),
        "Kerb is up; kerb status shows its processes.");
  }
}

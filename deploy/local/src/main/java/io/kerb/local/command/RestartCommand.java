package io.kerb.local.command;

import io.kerb.local.Home;
import io.kerb.local.LocalException;
import io.kerb.local.engine.EngineChildren;
import io.kerb.local.json.JsonObject;
import io.kerb.local.supervise.ChildSpec;
import io.kerb.local.supervise.ProcessIdentity;
import io.kerb.local.supervise.RunFiles;
import io.kerb.local.supervise.Stopping;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** An orderly stop of one process and its start on the same data. */
@Command(
    name = "restart",
    description = "Restarts one process of a running Kerb: server, city, kafka, redis-1, …",
    mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {
  private static final Duration BOUND = Duration.ofSeconds(150);

  @Parameters(paramLabel = "PROCESS", description = "a name that kerb status shows")
  private String name;

  @Mixin private HomeOptions options;

  @Override
  public Integer call() {
    Output output = options.output();
    Home home = options.home();
    RunFiles files = new RunFiles(home.run());
    if (files.findSupervisor().isEmpty()) {
      throw new LocalException("not_running", "Kerb is not running", "start it: kerb up");
    }
    Optional<ChildSpec> child = files.findChild(name);
    if (child.isEmpty()) {
      throw new LocalException(
          "unknown_process",
          "there is no process '" + name + "'",
          "name one of " + files.listChildren().stream().map(ChildSpec::name).toList());
    }
    Optional<ProcessIdentity> before = files.findLive(name);
    files.hold(name);
    before.ifPresent(process -> Stopping.awaitEnd(process, BOUND));
    files.release(name);
    EngineChildren.awaitReady(home, BOUND, ready -> {});
    output.result(
        JsonObject.event("restarted")
            .with("name", name)
            .with("pid", files.findLive(name).map(ProcessIdentity::pid).orElse(0L))
            .with("elapsed_ms", output.elapsedMs()),
        name + " was restarted.");
    return 0;
  }
}

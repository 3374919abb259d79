package io.kerb.local.command;

import io.kerb.local.CommandLock;
import io.kerb.local.Home;
import io.kerb.local.json.JsonObject;
import io.kerb.local.supervise.Detached;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops everything in order; also what a killed supervisor left behind. */
@Command(
    name = "down",
    description = "Stops the city, the server and the engines. Their data stays.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  @Mixin private HomeOptions options;

  @Override
  public Integer call() {
    Output output = options.output();
    Home home = options.home();
    boolean any = false;
    if (Files.isDirectory(home.root())) {
      try (CommandLock lock = CommandLock.take(home)) {
        any = Detached.stop(home);
      }
    }
    output.result(
        JsonObject.event("down").with("was_up", any).with("elapsed_ms", output.elapsedMs()),
        any ? "Kerb is down." : "Kerb was not running.");
    return 0;
  }
}

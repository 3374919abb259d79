package io.kerb.local.command;

import io.kerb.local.Checkout;
import io.kerb.local.Home;
import io.kerb.local.Installation;
import io.kerb.local.LocalSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command: which installation, and for whom to print. */
final class HomeOptions {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "where Kerb keeps its files (default: $KERB_HOME, else .kerb in the project)")
  private Path directory;

  @Option(names = "--json", description = "print one JSON object a line, for a script")
  private boolean json;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a setting of this run, as in kerb.properties: --set kafka.port=19095")
  private Map<String, String> settings = new LinkedHashMap<>();

  Output output() {
    return Output.standard(json);
  }

  Home home() {
    return new Home(
        Optional.ofNullable(directory)
            .or(() -> Optional.ofNullable(System.getenv("KERB_HOME")).map(Path::of))
            .orElseGet(() -> checkout().root().resolve(".kerb")));
  }

  Installation installation() {
    Home home = home();
    return new Installation(checkout(), home, LocalSettings.read(home, settings));
  }

  private static Checkout checkout() {
    return Checkout.containing(Path.of(Optional.ofNullable(System.getenv("KERB_ROOT")).orElse("")));
  }
}

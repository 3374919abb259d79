package io.kerb.local;

import io.kerb.local.engine.EngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One Kerb on this machine: the built source tree, where it keeps its files, what it may use. */
public record Installation(Checkout checkout, Home home, LocalSettings settings) {
  /** The environment of what runs, in a shell's syntax, for the commands that are not launched. */
  public static final String ENVIRONMENT_FILE = "kerb.env";

  /** A single quote inside single quotes, as a shell reads it. */
  private static final String QUOTED_QUOTE = "'\\''";

  /** How the server and its tools find everything. */
  public Map<String, String> environment(CityFiles city) {
    EngineSettings engines = settings.engines();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("KERB_HOME", home.root().toString());
    environment.put("KERB_PORT", Integer.toString(settings.serverPort()));
    environment.put("KERB_KAFKA", engines.kafkaBootstrap());
    environment.put("KERB_REDIS_SHARDS", String.join(",", engines.redisShards()));
    environment.put("KERB_CASSANDRA", String.join(",", engines.cassandraContactPoints()));
    environment.put("KERB_DATACENTER", EngineSettings.DATACENTER);
    environment.put("KERB_REPLICATION_FACTOR", Integer.toString(engines.cassandraNodes()));
    environment.put("KERB_MARKETS_FILE", city.marketFile().toString());
    environment.put("KERB_OSM_FILE", city.osmFile().toString());
    return environment;
  }

  public void writeEnvironment(CityFiles city) {
    String lines =
        environment(city).entrySet().stream()
            .map(
                entry ->
                    "%s='%s'\n"
                        .formatted(entry.getKey(), entry.getValue().replace("'", QUOTED_QUOTE)))
            .collect(Collectors.joining());
    try {
      Files.writeString(home.root().resolve(ENVIRONMENT_FILE), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates the home, readable by its owner alone: it holds keys. */
  public void createHome() {
    Path root = home.root();
    try {
      if (!Files.exists(root)) {
        Files.createDirectories(
            root,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new LocalException(
          "unwritable_home",
          "cannot make " + root + ": " + e.getMessage(),
          "choose another directory with --dir");
    }
  }
}

package io.kerb.local.command;

import io.kerb.local.CityFiles;
import io.kerb.local.Installation;
import io.kerb.local.LocalSettings;
import io.kerb.local.engine.EngineSettings;
import io.kerb.local.port.Ports;
import java.nio.file.Path;
import java.util.Random;
import picocli.CommandLine.Option;

/** The options of the commands that start something. */
final class StartOptions {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "where the server listens (default: 8080)")
  private Integer port;

  @Option(
      names = "--free-ports",
      description = "take ports that are free now, for the engines and the server")
  private boolean freePorts;

  @Option(
      names = "--cassandra-nodes",
      paramLabel = "N",
      description = "1 (default) or 3; fixed once there is data")
  private Integer cassandraNodes;

  @Option(
      names = "--osm",
      paramLabel = "FILE",
      description = "a real city: an OpenStreetMap extract (.osm, .osm.gz, .osm.pbf)")
  private Path osm;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "of the generated city and of what happens in it (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--junctions",
      defaultValue = "4000",
      description = "how large a city is generated (default: ${DEFAULT-VALUE})")
  private int junctions;

  CityFiles.Choice city() {
    return osm == null
        ? new CityFiles.Choice.Generated(seed, junctions)
        : new CityFiles.Choice.Extract(osm);
  }

  long seed() {
    return seed;
  }

  Installation apply(Installation installation) {
    LocalSettings settings = installation.settings();
    if (cassandraNodes != null) {
      settings = settings.withEngines(settings.engines().withCassandraNodes(cassandraNodes));
    }
    if (freePorts) {
      Random random = new Random();
      EngineSettings engines = settings.engines();
      settings =
          settings
              .withEngines(
                  EngineSettings.onFreePorts(
                      engines.redisPorts().size(), engines.cassandraNodes(), random))
              .withServerPort(Ports.free(1, random).get(0));
    }
    if (port != null) {
      settings = settings.withServerPort(port);
    }
    return new Installation(installation.checkout(), installation.home(), settings);
  }
}

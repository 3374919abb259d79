package io.kerb.city;

import io.kerb.eta.network.RoadNetwork;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** Which roads, and where their prepared form is kept. */
final class RoadOptions {
  @Option(names = "--osm", required = true, description = "OpenStreetMap extract: .osm, .osm.pbf")
  Path osm;

  @Option(
      names = "--cache-dir",
      description = "keeps the prepared roads; default: $KERB_HOME/roads, else a temporary one")
  Path cacheDir;

  RoadNetwork open(ZoneId timeZone) {
    return RoadNetwork.open(osm, cache(), Clock.system(timeZone));
  }

  private Path cache() {
    if (cacheDir != null) {
      return cacheDir;
    }
    String home = System.getenv("KERB_HOME");
    return home != null
        ? Path.of(home, "roads")
        : Path.of(System.getProperty("java.io.tmpdir"), "kerb-roads");
  }
}

package io.kerb.eta.trainer.command;

import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.time.TimeModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** What both commands want to know of the roads. */
final class RoadOptions {
  @Option(
      names = "--osm",
      required = true,
      description = "the roads: .osm.pbf, .osm or .osm.gz, as the server has them")
  Path osm;

  @Option(
      names = "--cache",
      description = "where imported roads are kept; default: ${DEFAULT-VALUE}",
      defaultValue = "${env:KERB_ROOT:-${sys:java.io.tmpdir}}/target/kerb-roads")
  Path cache;

  @Option(
      names = "--time-zone",
      defaultValue = "America/Los_Angeles",
      description = "of the trips' hours and days; default: ${DEFAULT-VALUE}")
  ZoneId zone;

  @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
  long seed;

  RoadNetwork open() {
    return open(osm);
  }

  RoadNetwork open(Path extract) {
    return RoadNetwork.open(extract, cache, Clock.system(zone), times());
  }

  private static TimeModel times() {
    return TimeModel.urban();
  }
}

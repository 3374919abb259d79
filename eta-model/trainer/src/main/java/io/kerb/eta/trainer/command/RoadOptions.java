package io.kerb.eta.trainer.command;

import io.kerb.eta.adapter.SpeedsFile;
import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.time.TimeModel;
import java.nio.file.Path;
import java.time.Clock;
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
      names = "--speeds",
      description = "what kerb train speeds wrote, if the server drives by it (KERB_SPEEDS_FILE)")
  Path speeds;

  @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
  long seed;

  RoadNetwork open() {
    return open(osm);
  }

  /** The commands ask for seconds on empty roads, which know no hour. */
  RoadNetwork open(Path extract) {
    return RoadNetwork.open(extract, cache, Clock.systemUTC(), times());
  }

  private TimeModel times() {
    TimeModel urban = TimeModel.urban();
    return speeds == null ? urban : SpeedsFile.read(speeds).over(urban);
  }
}

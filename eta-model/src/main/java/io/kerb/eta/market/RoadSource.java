package io.kerb.eta.market;

import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.time.TimeModel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Where a network comes from. Markets with equal sources share one network.
 *
 * @param osmFile the extract
 * @param cacheDirectory keeps what was imported
 */
public record RoadSource(Path osmFile, Path cacheDirectory) {
  public RoadSource {
    osmFile = osmFile.toAbsolutePath().normalize();
    cacheDirectory = cacheDirectory.toAbsolutePath().normalize();
  }

  List<FileStamp> stamps() {
    return List.of(FileStamp.of(osmFile));
  }

  /**
   * Names the content of the files as they are now.
   *
   * @throws io.kerb.eta.network.UnreadableOsmException if there is none to read
   */
  String checksum() {
    return RoadNetwork.checksumOf(osmFile);
  }

  /** What {@link #checksum} was when this network was made. */
  String checksumOf(RoadNetwork network) {
    return network.checksum();
  }

  RoadNetwork open(Clock clock) {
    return RoadNetwork.open(osmFile, cacheDirectory, clock, TimeModel.urban());
  }
}

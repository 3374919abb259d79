package io.kerb.eta.market;

import io.kerb.eta.adapter.SpeedsFile;
import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.time.TimeModel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a network comes from. Markets with equal sources share one network.
 *
 * @param osmFile the extract
 * @param speedsFile speeds that were learned; without it, {@link TimeModel#urban}
 * @param cacheDirectory keeps what was imported
 */
public record RoadSource(Path osmFile, Optional<Path> speedsFile, Path cacheDirectory) {
  public RoadSource {
    osmFile = osmFile.toAbsolutePath().normalize();
    speedsFile = speedsFile.map(file -> file.toAbsolutePath().normalize());
    cacheDirectory = cacheDirectory.toAbsolutePath().normalize();
  }

  /** With the urban defaults for speeds. */
  public RoadSource(Path osmFile, Path cacheDirectory) {
    this(osmFile, Optional.empty(), cacheDirectory);
  }

  List<FileStamp> stamps() {
    return Stream.concat(Stream.of(osmFile), speedsFile.stream()).map(FileStamp::of).toList();
  }

  /**
   * Names the content of the files as they are now.
   *
   * @throws io.kerb.eta.network.UnreadableOsmException if there is no extract to read
   * @throws IllegalArgumentException if there are no speeds to read
   */
  String checksum() {
    return RoadNetwork.checksumOf(osmFile) + " " + times().version();
  }

  /** What {@link #checksum} was when this network was made. */
  String checksumOf(RoadNetwork network) {
    return network.checksum() + " " + network.speeds();
  }

  RoadNetwork open(Clock clock) {
    return RoadNetwork.open(osmFile, cacheDirectory, clock, times());
  }

  private TimeModel times() {
    TimeModel urban = TimeModel.urban();
    return speedsFile.map(file -> SpeedsFile.read(file).over(urban)).orElse(urban);
  }
}

package io.kerb.eta.adapter;

import io.kerb.eta.match.Ping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads positions of cars: the columns {@code epoch,cab,lat,lng,occupied}. */
final class PingFile {
  /** Some 60 bytes each in memory. */
  static final int PINGS_MAX = 5_000_000;

  private PingFile() {}

  /**
   * The track of each car, in the order of time; of two positions at one second the first is kept.
   *
   * @throws BadFileException naming file, line and value, if one cannot be understood
   */
  static Collection<List<Ping>> read(Path file) {
    Map<String, List<Ping>> ofCar = new TreeMap<>();
    CsvFile csv = new CsvFile(file, "epoch", "cab", "lat", "lng", "occupied");
    csv.forEach(
        PINGS_MAX,
        row -> ofCar.computeIfAbsent(row.text("cab"), cab -> new ArrayList<>()).add(ping(row)));
    ofCar.values().forEach(PingFile::order);
    return ofCar.values();
  }

  private static Ping ping(CsvFile row) {
    return new Ping(
        row.epochS("epoch"), row.place("lat", "lng"), row.number("occupied", 0, 1) == 1);
  }

  private static void order(List<Ping> track) {
    track.sort(Comparator.comparingLong(Ping::epochS));
    for (int i = track.size() - 1; i > 0; i--) {
      if (track.get(i).epochS() == track.get(i - 1).epochS()) {
        track.remove(i);
      }
    }
  }
}

package io.kerb.lab.demand;

import io.kerb.lab.requests.BadRequestFileException;
import io.kerb.lab.requests.NumberFile;
import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.pricing.surge.SurgeCells;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Somebody was picked up here. */
record Pickup(Instant at, Cell cell) {
  private static final List<String> COLUMNS = List.of("pickup_epoch", "plat", "plng");

  /**
   * All pickups of a trips file, ordered by time.
   *
   * @throws BadRequestFileException naming the line, if one cannot be understood
   */
  static List<Pickup> read(Path file) {
    List<Pickup> pickups = new ArrayList<>();
    NumberFile.read(file, COLUMNS, values -> pickups.add(of(values)));
    if (pickups.isEmpty()) {
      throw new BadRequestFileException(file + " holds no trip", null);
    }
    pickups.sort(Comparator.comparing(Pickup::at));
    return pickups;
  }

  private static Pickup of(double[] values) {
    return new Pickup(
        Instant.ofEpochSecond(Math.round(values[0])),
        SurgeCells.of(new LatLng(values[1], values[2])));
  }
}

package io.kerb.lab.requests;

import io.kerb.location.api.LatLng;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Reads requests from CSV, gzipped or not, with the columns {@value #COLUMNS} in any order. */
public final class RequestFile {
  static final String COLUMNS = "pickup_epoch,plat,plng,dlat,dlng,trip_s";
  private static final List<String> NAMES = Arrays.asList(COLUMNS.split(","));
  private static final long SECONDS_PER_DAY = 86_400;

  private RequestFile() {}

  /**
   * All requests, ordered by time.
   *
   * @throws BadRequestFileException naming the line, if one cannot be understood
   */
  public static List<RideWish> read(Path file) {
    List<RideWish> wishes = new ArrayList<>();
    NumberFile.read(file, NAMES, values -> wishes.add(wish(values)));
    if (wishes.isEmpty()) {
      throw new BadRequestFileException(file + " holds no request", null);
    }
    wishes.sort(Comparator.comparingLong(RideWish::atS));
    return wishes;
  }

  /** Several days laid on the first: each keeps its time of day. For density that no day has. */
  public static List<RideWish> stack(List<Path> files) {
    List<RideWish> all = new ArrayList<>();
    long firstDay = 0;
    for (Path file : files) {
      List<RideWish> day = read(file);
      if (all.isEmpty()) {
        firstDay = day.get(0).atS();
      }
      long days = Math.round((day.get(0).atS() - firstDay) / (double) SECONDS_PER_DAY);
      for (RideWish wish : day) {
        all.add(
            new RideWish(
                wish.atS() - days * SECONDS_PER_DAY, wish.pickup(), wish.dropoff(), wish.tripS()));
      }
    }
    all.sort(Comparator.comparingLong(RideWish::atS));
    return all;
  }

  private static RideWish wish(double[] values) {
    int tripS = (int) Math.round(values[5]);
    if (tripS <= 0) {
      throw new IllegalArgumentException("trip_s must be more than 0, but was " + values[5]);
    }
    return new RideWish(
        Math.round(values[0]),
        new LatLng(values[1], values[2]),
        new LatLng(values[3], values[4]),
        tripS);
  }
}

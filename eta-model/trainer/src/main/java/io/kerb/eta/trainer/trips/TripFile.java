package io.kerb.eta.trainer.trips;

import io.kerb.location.api.LatLng;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads finished trips from CSV, gzipped or not. Needs the columns {@value #COLUMNS}, in any order
 * and among others.
 */
public final class TripFile {
  static final String COLUMNS = "pickup_epoch,plat,plng,dlat,dlng,duration_s";

  /** Longer than a day is a clock's fault, not a trip. */
  static final int DURATION_MAX_S = 86_400;

  /** Bound of one file: as many as some months of a city, and as the trainer's memory holds. */
  static final int TRIPS_MAX = 2_000_000;

  private static final int GZIP_FIRST = 0x1f;
  private static final int FIELD_TEXT_MAX = 40;

  private final Path file;
  private final List<String> names = List.of(COLUMNS.split(","));
  private final int[] columns = new int[names.size()];
  private int line;
  private String[] fields;

  private TripFile(Path file) {
    this.file = file;
  }

  /**
   * All trips, ordered by pickup.
   *
   * @throws BadTripFileException naming file, line and value, if one cannot be understood
   */
  public static List<FinishedTrip> read(Path file) {
    return new TripFile(file).read();
  }

  private List<FinishedTrip> read() {
    List<FinishedTrip> trips = new ArrayList<>();
    try (BufferedReader lines = open()) {
      readHeader(lines.readLine());
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        if (!text.isBlank()) {
          fields = text.split(",", -1);
          trips.add(trip());
        }
        if (trips.size() > TRIPS_MAX) {
          throw new BadTripFileException(
              file + " holds more than " + TRIPS_MAX + " trips; maybe leave out the oldest", null);
        }
      }
    } catch (IOException e) {
      throw new BadTripFileException(file + " cannot be read: " + e, e);
    }
    if (trips.isEmpty()) {
      throw new BadTripFileException(file + " holds no trip", null);
    }
    trips.sort(Comparator.comparingLong(FinishedTrip::pickupS));
    return trips;
  }

  private BufferedReader open() throws IOException {
    PushbackInputStream raw = new PushbackInputStream(Files.newInputStream(file), 1);
    int first = raw.read();
    if (first >= 0) {
      raw.unread(first);
    }
    InputStream text = first == GZIP_FIRST ? new GZIPInputStream(raw, 1 << 16) : raw;
    return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
  }

  private void readHeader(String text) {
    line = 1;
    List<String> given = text == null ? List.of() : List.of(text.strip().split(","));
    for (int i = 0; i < columns.length; i++) {
      columns[i] = given.indexOf(names.get(i));
      if (columns[i] < 0) {
        throw new BadTripFileException(
            file + " line 1 names no column " + names.get(i) + "; it needs " + COLUMNS, null);
      }
    }
  }

  private FinishedTrip trip() {
    double duration = number(5);
    if (!(duration >= 1 && duration <= DURATION_MAX_S)) {
      throw bad(5, "should be 1 to " + DURATION_MAX_S + " seconds", null);
    }
    return new FinishedTrip(epoch(), place(1, 2), place(3, 4), (int) Math.round(duration));
  }

  private long epoch() {
    double epoch = number(0);
    if (!(epoch >= 0 && epoch < 1e11)) {
      throw bad(0, "should be seconds since 1970; maybe it is in milliseconds", null);
    }
    return (long) epoch;
  }

  private LatLng place(int latitude, int longitude) {
    double degreesNorth = number(latitude);
    double degreesEast = number(longitude);
    if (!(Math.abs(degreesNorth) <= 90)) {
      throw bad(latitude, "should be -90 to 90; maybe latitude and longitude are swapped", null);
    }
    if (!(Math.abs(degreesEast) <= 180)) {
      throw bad(longitude, "should be -180 to 180", null);
    }
    return new LatLng(degreesNorth, degreesEast);
  }

  private double number(int index) {
    if (columns[index] >= fields.length) {
      throw new BadTripFileException(
          file + " line " + line + " has only " + fields.length + " fields", null);
    }
    try {
      return Double.parseDouble(fields[columns[index]].strip());
    } catch (NumberFormatException e) {
      throw bad(index, "should be a number", e);
    }
  }

  private BadTripFileException bad(int index, String fault, Exception cause) {
    String value = fields[columns[index]].strip();
    String shown =
        value.length() > FIELD_TEXT_MAX ? value.substring(0, FIELD_TEXT_MAX) + "…" : value;
    return new BadTripFileException(
        file + " line " + line + ": " + names.get(index) + " '" + shown + "' " + fault, cause);
  }
}

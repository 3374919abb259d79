package io.kerb.lab.requests;

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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads requests from CSV, gzipped or not, with the columns {@value #COLUMNS} in any order. */
public final class RequestFile {
  static final String COLUMNS = "pickup_epoch,plat,plng,dlat,dlng,trip_s";
  private static final List<String> NAMES = Arrays.asList(COLUMNS.split(","));
  private static final int GZIP_FIRST = 0x1f;
  private static final long SECONDS_PER_DAY = 86_400;

  private RequestFile() {}

  /**
   * All requests, ordered by time.
   *
   * @throws BadRequestFileException naming the line, if one cannot be understood
   */
  public static List<RideWish> read(Path file) {
    List<RideWish> wishes = new ArrayList<>();
    try (BufferedReader lines = open(file)) {
      String header = lines.readLine();
      int[] places = places(file, header == null ? "" : header);
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          wishes.add(parse(file, number, line, places));
        }
      }
    } catch (IOException e) {
      throw new BadRequestFileException(file + " cannot be read: " + e.getMessage(), e);
    }
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

  private static BufferedReader open(Path file) throws IOException {
    PushbackInputStream raw = new PushbackInputStream(Files.newInputStream(file), 1);
    int first = raw.read();
    if (first >= 0) {
      raw.unread(first);
    }
    InputStream text = first == GZIP_FIRST ? new GZIPInputStream(raw) : raw;
    return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
  }

  private static int[] places(Path file, String header) {
    List<String> given = Arrays.asList(header.strip().split(","));
    int[] places = new int[NAMES.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = given.indexOf(NAMES.get(i));
      if (places[i] < 0) {
        throw new BadRequestFileException(
            file + " has no column " + NAMES.get(i) + "; it needs " + COLUMNS, null);
      }
    }
    return places;
  }

  private static RideWish parse(Path file, int number, String line, int[] places) {
    String[] fields = line.split(",", -1);
    try {
      double[] values = new double[places.length];
      for (int i = 0; i < places.length; i++) {
        values[i] = Double.parseDouble(fields[places[i]].strip());
      }
      int tripS = (int) Math.round(values[5]);
      if (tripS <= 0) {
        throw new IllegalArgumentException("trip_s must be more than 0, but was " + values[5]);
      }
      return new RideWish(
          Math.round(values[0]),
          new LatLng(values[1], values[2]),
          new LatLng(values[3], values[4]),
          tripS);
    } catch (IndexOutOfBoundsException e) {
      throw new BadRequestFileException(
          file + " line " + number + " has only " + fields.length + " fields", e);
    } catch (IllegalArgumentException e) {
      throw new BadRequestFileException(file + " line " + number + ": " + e.getMessage(), e);
    }
  }
}

package io.kerb.lab.requests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads columns of numbers from CSV with a header, gzipped or not; other columns do not matter. */
public final class NumberFile {
  private static final int GZIP_FIRST = 0x1f;

  private NumberFile() {}

  /**
   * Hands over the lines one by one, each in the order of the names asked for.
   *
   * @param row may refuse a line by IllegalArgumentException
   * @throws BadRequestFileException naming the line, if one cannot be understood
   */
  public static void read(Path file, List<String> names, Consumer<double[]> row) {
    try (BufferedReader lines = open(file)) {
      String header = lines.readLine();
      int[] places = places(file, header == null ? "" : header, names);
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          parse(file, number, line, places, row);
        }
      }
    } catch (IOException e) {
      throw new BadRequestFileException(file + " cannot be read: " + e.getMessage(), e);
    }
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

  private static int[] places(Path file, String header, List<String> names) {
    List<String> given = Arrays.asList(header.strip().split(","));
    int[] places = new int[names.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = given.indexOf(names.get(i));
      if (places[i] < 0) {
        throw new BadRequestFileException(
            file + " has no column " + names.get(i) + "; it needs " + String.join(",", names),
            null);
      }
    }
    return places;
  }

  private static void parse(
      Path file, int number, String line, int[] places, Consumer<double[]> row) {
    String[] fields = line.split(",", -1);
    try {
      double[] values = new double[places.length];
      for (int i = 0; i < places.length; i++) {
        values[i] = Double.parseDouble(fields[places[i]].strip());
      }
      row.accept(values);
    } catch (IndexOutOfBoundsException e) {
      throw new BadRequestFileException(
          file + " line " + number + " has only " + fields.length + " fields", e);
    } catch (IllegalArgumentException e) {
      throw new BadRequestFileException(file + " line " + number + ": " + e.getMessage(), e);
    }
  }
}

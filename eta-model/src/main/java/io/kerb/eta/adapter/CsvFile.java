package io.kerb.eta.adapter;

import io.kerb.location.api.LatLng;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads CSV with a header, gzipped or not, row by row; columns in any order, others ignored. */
final class CsvFile {
  private static final int GZIP_FIRST = 0x1f;
  private static final int SHOWN_MAX = 40;
  private static final double EPOCH_MAX_S = 1e11;

  private final Path file;
  private final List<String> columns;
  private final int[] places;
  private long line;
  private String[] fields;

  CsvFile(Path file, String... columns) {
    this.file = file;
    this.columns = List.of(columns);
    this.places = new int[columns.length];
  }

  /**
   * @param rowsMax more are refused
   * @throws BadFileException naming file, line and value, if one cannot be understood
   */
  void forEach(int rowsMax, Consumer<CsvFile> row) {
    try (BufferedReader lines = open()) {
      readHeader(lines.readLine());
      int rows = 0;
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        if (!text.isBlank()) {
          if (++rows > rowsMax) {
            throw new BadFileException(
                file + " has more than " + rowsMax + " rows; maybe take fewer days", null);
          }
          fields = text.split(",", -1);
          row.accept(this);
        }
      }
      if (rows == 0) {
        throw new BadFileException(file + " has no row; maybe the download was interrupted", null);
      }
    } catch (NoSuchFileException e) {
      throw new BadFileException("there is no file " + file, e);
    } catch (IOException e) {
      throw new BadFileException(file + " cannot be read: " + e, e);
    }
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

  private void readHeader(String header) {
    line = 1;
    List<String> given = header == null ? List.of() : List.of(header.strip().split(","));
    for (int i = 0; i < places.length; i++) {
      places[i] = given.indexOf(columns.get(i));
      if (places[i] < 0) {
        throw new BadFileException(
            file
                + ", line 1: there is no column '"
                + columns.get(i)
                + "'; needed are "
                + String.join(",", columns),
            null);
      }
    }
  }

  /** Of the row that is being read. */
  String text(String column) {
    int place = places[columns.indexOf(column)];
    if (place >= fields.length) {
      throw new BadFileException(
          file + ", line " + line + ": " + column + " is missing; maybe the file was cut off",
          null);
    }
    return fields[place].strip();
  }

  double number(String column, double min, double max) {
    try {
      double value = Double.parseDouble(text(column));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad(column, "a number", e);
    }
    throw bad(column, "from " + min + " to " + max, null);
  }

  long epochS(String column) {
    return (long) number(column, 0, EPOCH_MAX_S);
  }

  LatLng place(String latitude, String longitude) {
    return new LatLng(number(latitude, -90, 90), number(longitude, -180, 180));
  }

  BadFileException bad(String column, String expected, Throwable cause) {
    String value = text(column);
    String shown = value.length() > SHOWN_MAX ? value.substring(0, SHOWN_MAX) + "…" : value;
    return new BadFileException(
        file
            + ", line "
            + line
            + ": "
            + column
            + " should be "
            + expected
            + ", but is '"
            + shown
            + "'",
        cause);
  }
}

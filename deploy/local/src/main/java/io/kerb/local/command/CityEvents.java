package io.kerb.local.command;

import io.kerb.local.json.FlatJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads what the city says from its log as it grows. A file between the two and no pipe, so that
 * the city lives on when the command that started it ends.
 */
final class CityEvents {
  /** One look reads at most this; the rest is there at the next. */
  private static final int BYTES_MAX = 1 << 20;

  private final Path log;
  private long at;

  /** From what is there now on: earlier runs append to the same file. */
  CityEvents(Path log) {
    this.log = log;
    this.at = size();
  }

  /** The whole lines since the last look that are objects with an event. */
  List<Map<String, String>> poll() {
    long size = size();
    if (size < at) {
      at = 0; // it was moved away because it had grown too large
    }
    if (size == at) {
      return List.of();
    }
    byte[] bytes = new byte[(int) Math.min(BYTES_MAX, size - at)];
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(at);
      file.readFully(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.lastIndexOf('\n') + 1;
    if (end == 0 && bytes.length == BYTES_MAX) {
      end = bytes.length; // no line of ours is that long
    }
    at += end;
    List<Map<String, String>> events = new ArrayList<>();
    new String(bytes, 0, end, StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line ->
                FlatJson.parse(line)
                    .filter(object -> object.containsKey("event"))
                    .ifPresent(events::add));
    return events;
  }

  private long size() {
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.kerb.trip.adapter.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * A file that appears whole or not at all: it is written beside its place and moved there by {@link
 * #keep}. Packed if its name ends in {@code .gz}.
 */
final class NewFile implements AutoCloseable {
  private final Path place;
  private final Path beside;
  private final Writer writer;

  /**
   * @throws IllegalArgumentException naming the path and what is wrong with it
   */
  NewFile(Path place) {
    this.place = place.toAbsolutePath();
    Path name = this.place.getFileName();
    Path folder = this.place.getParent();
    if (name == null || folder == null || Files.isDirectory(this.place)) {
      throw new IllegalArgumentException(place + " is a folder; maybe a file's name is missing");
    }
    try {
      this.beside = Files.createTempFile(folder, "." + name + ".", ".part");
      this.writer = open(name.toString());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot write in " + folder + " (" + e + "); maybe it does not exist", e);
    }
  }

  private Writer open(String name) throws IOException {
    var bytes = Files.newOutputStream(beside);
    return new BufferedWriter(
        new OutputStreamWriter(
            name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes, StandardCharsets.UTF_8));
  }

  void writeLine(String line) {
    try {
      writer.write(line);
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + beside + "; maybe the disk is full", e);
    }
  }

  /** What stood in the place is replaced. */
  void keep() {
    try {
      writer.close();
      Files.move(
          beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + place + "; maybe the disk is full", e);
    }
  }

  @Override
  public void close() {
    try (writer) {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + beside, e);
    }
  }
}

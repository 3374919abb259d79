package io.kerb.eta.serving;

import io.kerb.eta.residual.ModelDirectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The artifact that a directory names, as it looks from outside: cheap to glance at.
 *
 * @param modifiedMs 0 if it is not there
 */
record Artifact(Path file, long modifiedMs, long bytes) {
  private static final int CHECKSUM_BYTES = 32;
  private static final int CARD_MAX_BYTES = 64 * 1024;

  /** Empty if none is promoted. */
  static Optional<Artifact> findCurrent(ModelDirectory directory) {
    return directory.findCurrent().map(Artifact::of);
  }

  private static Artifact of(Path file) {
    try {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      return new Artifact(file, seen.lastModifiedTime().toMillis(), seen.size());
    } catch (IOException e) {
      return new Artifact(file, 0, 0); // whoever then reads the file says why
    }
  }

  String version() {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** The last bytes of the file, which were found to be right when it was loaded. */
  String checksum() {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
      byte[] last = new byte[CHECKSUM_BYTES];
      content.seek(Math.max(0, content.length() - CHECKSUM_BYTES));
      content.readFully(last);
      return HexFormat.of().formatHex(last);
    } catch (IOException e) {
      throw new IllegalStateException(file + " was there a moment ago: " + e, e);
    }
  }

  /** For people to read; a model without a card, or with an enormous one, serves all the same. */
  String card() {
    Path card = file.resolveSibling(version() + ".md");
    try {
      return Files.size(card) > CARD_MAX_BYTES
          ? card + " is too long to be shown"
          : Files.readString(card, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}

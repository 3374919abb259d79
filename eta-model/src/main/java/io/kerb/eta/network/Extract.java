package io.kerb.eta.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An extract with the content it had when it was looked at.
 *
 * @param checksum the first 16 hexadecimal digits of its SHA-256
 */
record Extract(Path file, String checksum) {
  private static final int CHECKSUM_CHARACTERS = 16;

  /**
   * @throws UnreadableOsmException if this is no file of OpenStreetMap's formats
   */
  static Extract of(Path file) {
    OsmFormat.check(file);
    try {
      return new Extract(file, checksumOf(file));
    } catch (IOException e) {
      throw new UnreadableOsmException(file, e.getMessage(), e);
    }
  }

  /**
   * @throws UnreadableOsmException if the file was written meanwhile
   */
  void requireUnchanged() {
    try {
      if (!checksumOf(file).equals(checksum)) {
        throw new UnreadableOsmException(
            file, "it was written while it was imported; maybe move whole files into place", null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String checksumOf(Path file) throws IOException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha.digest()).substring(0, CHECKSUM_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package io.kerb.pricing.adapter.file;

import java.nio.file.Path;

/** A zone file that cannot be used; the message names file and line. */
public final class BadZoneFileException extends RuntimeException {
  BadZoneFileException(Path file, int line, String message, Throwable cause) {
    super(file + (line > 0 ? " line " + line : "") + ": " + message, cause);
  }
}

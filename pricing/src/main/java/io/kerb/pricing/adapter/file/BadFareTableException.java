package io.kerb.pricing.adapter.file;

/** A fare table that cannot be used; the message names file, line and field. */
public final class BadFareTableException extends RuntimeException {
  BadFareTableException(String source, int line, String message, Throwable cause) {
    super(source + (line > 0 ? " line " + line : "") + ": " + message, cause);
  }
}

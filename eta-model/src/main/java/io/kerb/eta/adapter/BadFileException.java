package io.kerb.eta.adapter;

/** A file that cannot be used; names it, the line and the value where there are such. */
public final class BadFileException extends IllegalArgumentException {
  BadFileException(String message, Throwable cause) {
    super(message, cause);
  }
}

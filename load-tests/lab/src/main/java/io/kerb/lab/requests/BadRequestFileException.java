package io.kerb.lab.requests;

/** A request file cannot be understood; the message names file and line. */
public final class BadRequestFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadRequestFileException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.kerb.lab.requests;

/** A file of requests cannot be understood; the message names file and line. */
public final class BadRequestFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadRequestFileException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.kerb.eta.trainer.trips;

/** A trip file cannot be understood; the message names file, line and value. */
public final class BadTripFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadTripFileException(String message, Throwable cause) {
    super(message, cause);
  }
}

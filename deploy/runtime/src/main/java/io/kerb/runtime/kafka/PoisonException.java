package io.kerb.runtime.kafka;

/** This record can never be processed; it belongs into the dead-letter topic. */
public final class PoisonException extends RuntimeException {
  public PoisonException(String message, Throwable cause) {
    super(message, cause);
  }
}

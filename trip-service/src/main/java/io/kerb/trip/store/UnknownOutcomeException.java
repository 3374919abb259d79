package io.kerb.trip.store;

/**
 * A conditional write did not answer: it may have been applied, may be applied later, or never. Not
 * a failure, and never reported as one.
 */
public final class UnknownOutcomeException extends RuntimeException {
  public UnknownOutcomeException(String message, Throwable cause) {
    super(message, cause);
  }
}

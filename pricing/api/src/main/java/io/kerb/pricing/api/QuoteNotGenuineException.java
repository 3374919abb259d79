package io.kerb.pricing.api;

/**
 * A quote is stored under this id, but it is not what pricing made: it or its signature differs.
 */
public final class QuoteNotGenuineException extends RuntimeException {
  public QuoteNotGenuineException(QuoteId id) {
    super("what is stored as quote " + id + " is not what was quoted; ask for a new one");
  }
}

package io.kerb.pricing.api;

import java.util.UUID;

/** A quote's identity: a time-ordered UUID (RFC 9562 version 7). */
public record QuoteId(UUID value) {
  public QuoteId {
    if (value == null) {
      throw new IllegalArgumentException("quote id must not be null");
    }
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static QuoteId parse(String text) {
    return new QuoteId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

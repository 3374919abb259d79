package io.kerb.location.api;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A trip's identity. Derived from its quote's, so that a quote is good for one trip. */
public record TripId(UUID value) {
  public TripId {
    if (value == null) {
      throw new IllegalArgumentException("trip id must not be null");
    }
  }

  /** The one trip that a quote can become (name-based UUID, RFC 9562 section 5.3). */
  public static TripId ofQuote(UUID quoteId) {
    return new TripId(
        UUID.nameUUIDFromBytes(("kerb-trip:" + quoteId).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static TripId parse(String text) {
    return new TripId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

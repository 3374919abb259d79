package io.kerb.location.api;

/**
 * A rider's identity: 64 bits, positive, written as decimal text on the wire (JavaScript's numbers
 * end at 2^53).
 */
public record RiderId(long value) {
  public RiderId {
    if (value <= 0) {
      throw new IllegalArgumentException("rider id must be positive, but was " + value);
    }
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException if the text is not a positive decimal of 64 bits
   */
  public static RiderId parse(String text) {
    try {
      return new RiderId(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "rider id must be a positive decimal number, but was '" + text + "'", e);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}

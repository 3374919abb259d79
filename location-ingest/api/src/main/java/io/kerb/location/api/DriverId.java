package io.kerb.location.api;

/**
 * A driver's identity: 64 bits, positive, written as decimal text on the wire (JavaScript's numbers
 * end at 2^53).
 */
public record DriverId(long value) {
  public DriverId {
    if (value <= 0) {
      throw new IllegalArgumentException("driver id must be positive, but was " + value);
    }
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException if the text is not a positive decimal of 64 bits
   */
  public static DriverId parse(String text) {
    try {
      return new DriverId(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "driver id must be a positive decimal number, but was '" + text + "'", e);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}

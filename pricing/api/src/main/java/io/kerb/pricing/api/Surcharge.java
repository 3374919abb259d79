package io.kerb.pricing.api;

/**
 * A zone or toll that a ride's way made due, as it was charged.
 *
 * @param times how often it was passed; 1 for what is charged once
 * @param amountMinor for all times together
 */
public record Surcharge(Kind kind, String name, int times, long amountMinor) {
  /** What it is for. */
  public enum Kind {
    ZONE,
    TOLL
  }

  public Surcharge {
    if (times < 1 || amountMinor < 0) {
      throw new IllegalArgumentException(
          "surcharge '" + name + "' is due " + times + " times for " + amountMinor);
    }
  }
}

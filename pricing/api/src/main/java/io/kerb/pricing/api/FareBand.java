package io.kerb.pricing.api;

import java.math.BigDecimal;

/**
 * The time band that a fare was made in.
 *
 * @param name empty outside of any band
 * @param factor on base, distance and time
 * @param surchargeMinor on top, whatever the ride's length
 */
public record FareBand(String name, BigDecimal factor, long surchargeMinor) {
  /** The plain hours. */
  public static final FareBand NONE = new FareBand("", BigDecimal.ONE, 0);
}

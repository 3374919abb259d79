package io.kerb.pricing.api;

/**
 * One line of a fare's explanation; the parts of a fare sum exactly to it.
 *
 * @param name of the zone, toll or band; empty for the other kinds
 * @param amountMinor may be below 0 for rounding, and for a band that makes a ride cheaper
 */
public record FarePart(Kind kind, String name, long amountMinor) {
  /** In the order in which they are told. */
  public enum Kind {
    BASE,
    DISTANCE,
    TIME,
    BAND,
    SURGE,
    MINIMUM,
    STOPS,
    ZONE,
    TOLL,
    BOOKING_FEE,
    ROUNDING
  }
}

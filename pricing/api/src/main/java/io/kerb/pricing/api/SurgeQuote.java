package io.kerb.pricing.api;

import io.kerb.location.api.Cell;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The surge that a price was made with, and why it was that: the cell's entry at that moment.
 *
 * @param cell the pickup's; null in quotes from before it was kept
 * @param demand requests in the window, as the entry says; 0 without an entry
 * @param supply idle cars, as the entry says; 0 without an entry
 * @param version of the cell's entry; 0 if the cell had none that counted
 * @param updatedAt when the entry was made; null without one
 * @param note what moved the multiplier beside demand and supply, such as an operator's override or
 *     a cap; empty for nothing
 */
public record SurgeQuote(
    BigDecimal multiplier,
    Cell cell,
    int demand,
    int supply,
    long version,
    Instant updatedAt,
    String note) {

  private static final BigDecimal NO_SURGE = new BigDecimal("1.0");

  public SurgeQuote {
    note = note == null ? "" : note;
  }

  /** A cell without an entry that counts: nothing surges there. */
  public static SurgeQuote none(Cell cell) {
    return new SurgeQuote(NO_SURGE, cell, 0, 0, 0, null, "");
  }

  /** Of a quote that only kept the number. */
  public static SurgeQuote ofMultiplier(BigDecimal multiplier) {
    return new SurgeQuote(multiplier, null, 0, 0, 0, null, "");
  }
}

package io.kerb.pricing.forecast;

import io.kerb.location.api.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * One cell's forecast as published.
 *
 * @param begin of the first slot forecast
 * @param lastExpected what was forecast of the slot before it; empty if nothing was
 */
public record CellDemand(Instant begin, CellForecast forecast, OptionalDouble lastExpected) {
  public Cell cell() {
    return forecast.cell();
  }

  /** True once the forecast's hour is over. */
  boolean isOver(Instant now) {
    return !now.isBefore(end());
  }

  /**
   * Mean requests from now on, for as long as the forecast reaches. A clock that is a little behind
   * the publisher's counts as the begin.
   */
  public double expectedWithin(Instant now, Duration window) {
    Instant from = now.isBefore(begin) ? begin : now;
    Instant until = from.plus(window);
    double requests = 0;
    Instant slot = begin;
    for (double mean : forecast.expected()) {
      Instant next = slot.plus(SlotTime.SLOT);
      requests += mean * share(slot, next, from, until);
      slot = next;
    }
    return requests;
  }

  /** How much of a slot lies between these two. */
  private static double share(Instant slot, Instant next, Instant from, Instant until) {
    Instant first = from.isAfter(slot) ? from : slot;
    Instant last = until.isBefore(next) ? until : next;
    return Math.max(0, Duration.between(first, last).toMillis())
        / (double) SlotTime.SLOT.toMillis();
  }

  private Instant end() {
    return begin.plus(SlotTime.SLOT.multipliedBy(forecast.expected().size()));
  }
}

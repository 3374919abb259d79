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

  /**
   * Mean requests per slot at this moment; empty once the forecast's hour is over. A clock that is
   * a little behind the publisher's counts as the begin.
   */
  public OptionalDouble expectedAt(Instant now) {
    long ahead = Duration.between(begin, now).toSeconds() / SlotTime.SLOT.toSeconds();
    return ahead >= forecast.expected().size()
        ? OptionalDouble.empty()
        : OptionalDouble.of(forecast.expected().get((int) Math.max(0, ahead)));
  }
}

package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.Market;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A forecast, as surge asks for it. */
@FunctionalInterface
public interface ExpectedDemand {
  /**
   * Requests of all products per surge cell that are expected in the window that begins now; empty
   * while there is no forecast. Must answer at once: the surge of all markets waits for it.
   */
  Map<Cell, Double> of(Market market, Instant now, Duration window);

  /** Surge goes by what it sees. */
  static ExpectedDemand none() {
    return (market, now, window) -> Map.of();
  }
}

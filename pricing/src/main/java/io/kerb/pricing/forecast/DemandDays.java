package io.kerb.pricing.forecast;

import io.kerb.location.api.Cell;
import io.kerb.location.api.MarketId;
import java.util.Map;
import java.util.SortedMap;

/** Days whose requests were counted to the end, so that nobody reads a month of events again. */
public interface DemandDays {

  /** By day and cell, the requests of its {@value SlotTime#PER_DAY} slots. Only whole days. */
  SortedMap<Long, Map<Cell, int[]>> list(MarketId market, long fromDay, long untilDay);

  /** The day counts as saved once this returns. To save it again does no harm. */
  void save(MarketId market, long day, Map<Cell, int[]> counts);
}

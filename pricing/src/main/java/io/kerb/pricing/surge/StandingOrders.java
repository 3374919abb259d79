package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import java.util.Map;

/**
 * What operators want of one product's field at one moment.
 *
 * @param fixed multipliers by unit, in tenths
 * @param capTenths no multiplier above it
 */
record StandingOrders(Map<Cell, Integer> fixed, int capTenths) {
  static final StandingOrders NONE = new StandingOrders(Map.of(), Integer.MAX_VALUE);
}

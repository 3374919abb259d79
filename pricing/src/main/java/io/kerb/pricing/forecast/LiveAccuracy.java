package io.kerb.pricing.forecast;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** How far the forecasts of the last day were off. */
final class LiveAccuracy {
  private final TreeMap<Instant, Sums> bySlot = new TreeMap<>();

  private static final class Sums {
    private double error;
    private double requests;
  }

  synchronized void judge(CellDemand demand) {
    if (demand.lastExpected().isEmpty()) {
      return;
    }
    Sums sums = bySlot.computeIfAbsent(demand.begin(), unseen -> new Sums());
    int requests = demand.forecast().last();
    sums.error += Math.abs(demand.lastExpected().getAsDouble() - requests);
    sums.requests += requests;
    if (bySlot.size() > SlotTime.PER_DAY) {
      bySlot.pollFirstEntry();
    }
  }

  synchronized OptionalDouble wape(Instant now) {
    double error = 0;
    double requests = 0;
    for (Sums sums :
        bySlot.tailMap(now.minus(SlotTime.SLOT.multipliedBy(SlotTime.PER_DAY))).values()) {
      error += sums.error;
      requests += sums.requests;
    }
    return requests == 0 ? OptionalDouble.empty() : OptionalDouble.of(error / requests);
  }
}

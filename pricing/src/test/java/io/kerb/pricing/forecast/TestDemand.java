package io.kerb.pricing.forecast;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.pricing.surge.SurgeCells;
import java.time.LocalDate;
import java.util.Random;

/** A city of some cells in a row, whose demand follows the hour, the weekday and the day's mood. */
final class TestDemand {
  static final long MONDAY = LocalDate.of(2026, 6, 1).toEpochDay();

  private TestDemand() {}

  static Cell cell(int number) {
    return SurgeCells.of(new LatLng(41.1, -8.6 + number * 0.015));
  }

  /** Usual requests in a slot: quiet nights, a peak at 18 o'clock, more on Saturdays. */
  static double usual(int cell, long slot) {
    double hour = SlotTime.slotOfDay(slot) / 4.0;
    double day = 1 + Math.cos((hour - 18) / 24 * 2 * Math.PI);
    double week = SlotTime.weekday(SlotTime.dayOf(slot)) == 5 ? 1.8 : 1;
    return (cell + 1) * day * week;
  }

  static int poisson(double mean, Random random) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}

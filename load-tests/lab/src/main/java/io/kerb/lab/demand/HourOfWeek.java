package io.kerb.lab.demand;

import io.kerb.location.api.Cell;
import io.kerb.pricing.forecast.DemandHistory;
import io.kerb.pricing.forecast.SlotTime;
import java.util.HashMap;
import java.util.Map;

/**
 * The field's baseline: a cell's mean per slot in each of the week's 168 hours. Only slots that the
 * training covers count as seen, so a file that begins at 3 o'clock has no empty night. An hour of
 * the week that the training lacks has the cell's mean of that hour on all days.
 */
final class HourOfWeek {
  private static final int HOURS_PER_DAY = 24;
  private static final int SLOTS_PER_HOUR = SlotTime.PER_DAY / HOURS_PER_DAY;
  private static final int HOURS = 7 * HOURS_PER_DAY;

  private final Map<Cell, double[]> sums = new HashMap<>();
  private final double[] slots = new double[HOURS];

  HourOfWeek(DemandHistory history, long begin, long end) {
    for (long slot = begin; slot < end; slot++) {
      slots[hour(slot)]++;
    }
    for (Cell cell : history.cells()) {
      double[] sum = new double[HOURS];
      for (long slot = begin; slot < end; slot++) {
        sum[hour(slot)] += history.count(cell, slot);
      }
      sums.put(cell, sum);
    }
  }

  double at(Cell cell, long slot) {
    double[] sum = sums.getOrDefault(cell, new double[HOURS]);
    int hour = hour(slot);
    return slots[hour] > 0 ? sum[hour] / slots[hour] : ofDay(sum, hour % HOURS_PER_DAY);
  }

  private double ofDay(double[] sum, int hourOfDay) {
    double requests = 0;
    double seen = 0;
    for (int hour = hourOfDay; hour < HOURS; hour += HOURS_PER_DAY) {
      requests += sum[hour];
      seen += slots[hour];
    }
    return seen == 0 ? 0 : requests / seen;
  }

  private static int hour(long slot) {
    int ofDay = (int) Math.floorMod(slot, (long) SlotTime.PER_DAY) / SLOTS_PER_HOUR;
    return SlotTime.weekday(SlotTime.dayOf(slot)) * HOURS_PER_DAY + ofDay;
  }
}

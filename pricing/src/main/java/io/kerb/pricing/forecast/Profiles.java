package io.kerb.pricing.forecast;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What each cell's day usually looks like: a mean of the days learned, weighted by {@link
 * DayLikeness}, smoothed over the time of day. A cell borrows a little from the curve of its
 * district, the more the less it has seen itself; where no day was learned yet, its own mean so far
 * stands in.
 *
 * <p>A day says nothing about itself, so that what is learned from the profile's past errors holds
 * for days to come.
 */
final class Profiles {
  /** Least requests per slot: no place is impossible. */
  static final double FLOOR = 0.02;

  private static final double KERNEL_WIDTH_SLOTS = 2;
  private static final int KERNEL_REACH = 6;
  private static final double[] KERNEL = kernel();

  /** How many days like today the district's curve weighs. */
  private static final double DISTRICT_DAYS = 0.2;

  /** Two days are needed at a time; the bound is for who walks through all of them. */
  private static final int CACHED_MAX = 4;

  private final Grid grid;
  private final long first;
  private final long next;
  private final long learnedUntilDay;
  private final double[] flat;
  private final Set<Long> seenDays;
  private final Map<Long, double[][]> byDay =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, double[][]> eldest) {
          return size() > CACHED_MAX;
        }
      };

  /**
   * @param learnedUntilDay later days do not count, but for a cell's share of its district
   */
  Profiles(Grid grid, DemandHistory history, long learnedUntilDay) {
    this.grid = grid;
    this.first = history.first();
    this.next = history.next();
    this.learnedUntilDay = learnedUntilDay;
    this.flat = flatMeans();
    this.seenDays = daysWithRequests();
  }

  /** Usual requests in a cell and slot; at least {@link #FLOOR}. */
  double at(int cell, long slot) {
    return day(SlotTime.dayOf(slot))[cell][SlotTime.slotOfDay(slot)];
  }

  /** By cell and slot of the day. */
  double[][] day(long day) {
    return byDay.computeIfAbsent(day, this::curves);
  }

  private Set<Long> daysWithRequests() {
    Set<Long> seen = new HashSet<>();
    for (long slot = first; slot < next; slot++) {
      for (int cell = 0; cell < grid.size() && !seen.contains(SlotTime.dayOf(slot)); cell++) {
        if (grid.count(cell, slot) > 0) {
          seen.add(SlotTime.dayOf(slot));
        }
      }
    }
    return seen;
  }

  private double[] flatMeans() {
    double[] means = new double[grid.size()];
    long known = Math.max(1, next - first);
    for (int cell = 0; cell < means.length; cell++) {
      long sum = 0;
      for (long slot = first; slot < next; slot++) {
        sum += grid.count(cell, slot);
      }
      means[cell] = sum / (double) known;
    }
    return means;
  }

  private double[][] curves(long target) {
    double[] seen = smoothed(daysSeen(target));
    double[][] sums = new double[grid.size()][];
    double[][] districtSums = new double[grid.districtCount()][SlotTime.PER_DAY];
    double[] districtFlat = new double[grid.districtCount()];
    for (int cell = 0; cell < sums.length; cell++) {
      sums[cell] = smoothed(requestsSeen(cell, target));
      districtFlat[grid.district(cell)] += flat[cell];
      add(districtSums[grid.district(cell)], sums[cell]);
    }
    for (int cell = 0; cell < sums.length; cell++) {
      int district = grid.district(cell);
      double share = districtFlat[district] == 0 ? 0 : flat[cell] / districtFlat[district];
      for (int slot = 0; slot < SlotTime.PER_DAY; slot++) {
        double borrowed =
            seen[slot] == 0 ? flat[cell] : districtSums[district][slot] / seen[slot] * share;
        double usual = (sums[cell][slot] + DISTRICT_DAYS * borrowed) / (seen[slot] + DISTRICT_DAYS);
        sums[cell][slot] = Math.max(FLOOR, usual);
      }
    }
    return sums;
  }

  private double[] daysSeen(long target) {
    double[] seen = new double[SlotTime.PER_DAY];
    for (long day = SlotTime.dayOf(first); day < learnedUntilDay; day++) {
      double weight = weight(day, target);
      for (int slot = firstSlotOf(day); slot < SlotTime.PER_DAY; slot++) {
        seen[slot] += weight;
      }
    }
    return seen;
  }

  private double[] requestsSeen(int cell, long target) {
    double[] sums = new double[SlotTime.PER_DAY];
    for (long day = SlotTime.dayOf(first); day < learnedUntilDay; day++) {
      double weight = weight(day, target);
      for (int slot = firstSlotOf(day); slot < SlotTime.PER_DAY; slot++) {
        sums[slot] += weight * grid.count(cell, day * SlotTime.PER_DAY + slot);
      }
    }
    return sums;
  }

  /** A day without any request in the whole city is a day that nobody counted. */
  private double weight(long day, long target) {
    return day == target || !seenDays.contains(day) ? 0 : DayLikeness.of(day, target);
  }

  private int firstSlotOf(long day) {
    return day == SlotTime.dayOf(first) ? SlotTime.slotOfDay(first) : 0;
  }

  private static void add(double[] to, double[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i] += more[i];
    }
  }

  /** Over the time of day; midnight lies between its last and its first slot. */
  private static double[] smoothed(double[] curve) {
    double[] smooth = new double[curve.length];
    for (int i = 0; i < curve.length; i++) {
      for (int away = -KERNEL_REACH; away <= KERNEL_REACH; away++) {
        smooth[i] += KERNEL[away + KERNEL_REACH] * curve[Math.floorMod(i + away, curve.length)];
      }
    }
    return smooth;
  }

  private static double[] kernel() {
    double[] kernel = new double[2 * KERNEL_REACH + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      double away = (i - KERNEL_REACH) / KERNEL_WIDTH_SLOTS;
      kernel[i] = Math.exp(-away * away / 2);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }
}

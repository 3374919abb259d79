package io.kerb.eta.trainer.fit;

import io.kerb.eta.residual.Calibration;
import io.kerb.eta.residual.WeekHour;

/**
 * Sums of log(actual over empty-road seconds), from which a calibration follows. A cell (hour of
 * week, bin) with few trips is shrunk towards its bin moved by how its hour differs from others;
 * the hour towards the same hour of like days; the bin towards everything.
 */
final class CalibrationSums {
  /** A group's own trips weigh as much as the coarser group when there are this many. */
  private static final double TRIPS_HALF = 20;

  private static final int DAY_KINDS = 2;
  private static final int SATURDAY = 5;

  private final double[] sums = new double[WeekHour.HOURS * Calibration.BINS];
  private final double[] counts = new double[sums.length];

  void add(int weekHour, double emptyRoadS, double actualS) {
    int cell = weekHour * Calibration.BINS + Calibration.bin(emptyRoadS);
    sums[cell] += Math.log(actualS / Math.max(1, emptyRoadS));
    counts[cell]++;
  }

  /** All of these trips but the others. */
  CalibrationSums without(CalibrationSums others) {
    CalibrationSums rest = new CalibrationSums();
    for (int i = 0; i < sums.length; i++) {
      rest.sums[i] = sums[i] - others.sums[i];
      rest.counts[i] = counts[i] - others.counts[i];
    }
    return rest;
  }

  void addAll(CalibrationSums others) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += others.sums[i];
      counts[i] += others.counts[i];
    }
  }

  Calibration calibration() {
    double[] bins = bins();
    double[] hours = hours(bins);
    float[] factors = new float[sums.length];
    for (int cell = 0; cell < factors.length; cell++) {
      double coarser = bins[cell % Calibration.BINS] + hours[cell / Calibration.BINS];
      factors[cell] = (float) shrunk(sums[cell], counts[cell], coarser);
    }
    return new Calibration(factors);
  }

  private double[] bins() {
    double[] binSums = new double[Calibration.BINS];
    double[] binCounts = new double[Calibration.BINS];
    double sum = 0;
    double count = 0;
    for (int cell = 0; cell < sums.length; cell++) {
      binSums[cell % Calibration.BINS] += sums[cell];
      binCounts[cell % Calibration.BINS] += counts[cell];
      sum += sums[cell];
      count += counts[cell];
    }
    double mean = count == 0 ? 0 : sum / count;
    for (int bin = 0; bin < Calibration.BINS; bin++) {
      binSums[bin] = shrunk(binSums[bin], binCounts[bin], mean);
    }
    return binSums;
  }

  /** By how much an hour of the week differs from what its bins say. */
  private double[] hours(double[] bins) {
    double[] kindSums = new double[DAY_KINDS * WeekHour.HOURS_OF_DAY];
    double[] kindCounts = new double[kindSums.length];
    double[] hourSums = new double[WeekHour.HOURS];
    double[] hourCounts = new double[WeekHour.HOURS];
    for (int cell = 0; cell < sums.length; cell++) {
      int hour = cell / Calibration.BINS;
      double over = sums[cell] - counts[cell] * bins[cell % Calibration.BINS];
      hourSums[hour] += over;
      hourCounts[hour] += counts[cell];
      kindSums[likeDays(hour)] += over;
      kindCounts[likeDays(hour)] += counts[cell];
    }
    for (int hour = 0; hour < WeekHour.HOURS; hour++) {
      int kind = likeDays(hour);
      double ofLikeDays = shrunk(kindSums[kind], kindCounts[kind], 0);
      hourSums[hour] = shrunk(hourSums[hour], hourCounts[hour], ofLikeDays);
    }
    return hourSums;
  }

  private static int likeDays(int weekHour) {
    int kind = weekHour / WeekHour.HOURS_OF_DAY >= SATURDAY ? 1 : 0;
    return kind * WeekHour.HOURS_OF_DAY + weekHour % WeekHour.HOURS_OF_DAY;
  }

  private static double shrunk(double sum, double count, double coarser) {
    return (sum + TRIPS_HALF * coarser) / (count + TRIPS_HALF);
  }
}

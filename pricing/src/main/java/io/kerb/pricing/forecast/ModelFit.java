package io.kerb.pricing.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * Learns a {@link ForecastModel} from the days of a history, each judged by the others' profile.
 */
final class ModelFit {
  /** Beyond it only some slots are looked at; 150,000 samples are about 40 MB for a moment. */
  static final int SAMPLES_MAX = 150_000;

  /** A day needs another one to be compared with. */
  private static final int DAYS_MIN = 2;

  /** Cells with fewer requests a day hardly ever have one in a slot, and would only cost time. */
  private static final double REQUESTS_PER_DAY_MIN = 5;

  private static final double RIDGE = 10;

  private final DemandHistory history;
  private final Grid grid;
  private final Profiles profiles;
  private final LiveLevel levels;
  private final long firstDay;
  private final long untilDay;

  ModelFit(DemandHistory history, long untilDay) {
    this.history = history;
    this.grid = new Grid(history);
    this.profiles = new Profiles(grid, history, untilDay);
    this.levels = new LiveLevel(grid, profiles, history.first());
    this.firstDay = SlotTime.dayOf(history.first());
    this.untilDay = untilDay;
  }

  ForecastModel fit() {
    if (history.cells().isEmpty() || untilDay - firstDay < DAYS_MIN) {
      return ForecastModel.untrained();
    }
    List<Integer> cells = busyCells();
    long begin = history.first() + 1;
    long end = untilDay * SlotTime.PER_DAY - ForecastModel.HORIZONS + 1;
    List<Sample> samples = samples(cells, begin, end, stride((end - begin) * cells.size()));
    double[][] weights = new double[ForecastModel.HORIZONS][];
    for (int horizon = 0; horizon < weights.length; horizon++) {
      weights[horizon] = fit(samples, horizon);
    }
    return new ForecastModel(weights);
  }

  private record Sample(int cell, long slot, double[] level, double[] usual) {}

  private List<Integer> busyCells() {
    List<Integer> busy = new ArrayList<>();
    for (int cell = 0; cell < grid.size(); cell++) {
      long requests = 0;
      for (long slot = history.first(); slot < untilDay * SlotTime.PER_DAY; slot++) {
        requests += grid.count(cell, slot);
      }
      if (requests >= REQUESTS_PER_DAY_MIN * (untilDay - firstDay)) {
        busy.add(cell);
      }
    }
    return busy;
  }

  /**
   * Every how many slots are looked at: odd and no multiple of 3, so that all times of day come.
   */
  private static int stride(long candidates) {
    int stride = (int) ((candidates + SAMPLES_MAX - 1) / SAMPLES_MAX);
    while (stride > 1 && (stride % 2 == 0 || stride % 3 == 0)) {
      stride++;
    }
    return Math.max(1, stride);
  }

  private List<Sample> samples(List<Integer> cells, long begin, long end, int stride) {
    List<Sample> samples = new ArrayList<>();
    for (long slot = begin; slot < end; slot += stride) {
      double[][] level = levels.before(slot);
      for (int cell : cells) {
        samples.add(new Sample(cell, slot, level[cell], usual(cell, slot)));
      }
    }
    return samples;
  }

  private double[] usual(int cell, long slot) {
    double[] usual = new double[ForecastModel.HORIZONS];
    for (int horizon = 0; horizon < usual.length; horizon++) {
      usual[horizon] = profiles.at(cell, slot + horizon);
    }
    return usual;
  }

  private double[] fit(List<Sample> samples, int horizon) {
    float[][] rows = new float[samples.size()][];
    int[] counts = new int[samples.size()];
    for (int i = 0; i < rows.length; i++) {
      Sample sample = samples.get(i);
      rows[i] = ForecastModel.row(sample.usual[horizon], sample.level);
      counts[i] = grid.count(sample.cell, sample.slot + horizon);
    }
    return PoissonRegression.fit(rows, counts, ForecastModel.prior(), RIDGE);
  }
}

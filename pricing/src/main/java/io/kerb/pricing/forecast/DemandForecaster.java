package io.kerb.pricing.forecast;

import java.util.ArrayList;
import java.util.List;

/** One market's forecast: a history, and what was learned from it. For one thread. */
public final class DemandForecaster {
  /** Slots that a forecast reaches: an hour. */
  public static final int HORIZONS = ForecastModel.HORIZONS;

  private final DemandHistory history;
  private ForecastModel model = ForecastModel.untrained();
  private long learnedUntilDay = Long.MIN_VALUE;

  public DemandForecaster(DemandHistory history) {
    this.history = history;
  }

  /**
   * Learns profile and weights from the days before this one. Takes about a second for a large
   * city: once a day is often enough.
   */
  public void learnUntil(long day) {
    learnedUntilDay = day;
    model = new ModelFit(history, day).fit();
  }

  public long learnedUntilDay() {
    return learnedUntilDay;
  }

  /** Of the hour that begins with the history's next slot; one per cell that ever had a request. */
  public List<CellForecast> forecast() {
    Grid grid = new Grid(history);
    Profiles profiles = new Profiles(grid, history, learnedUntilDay);
    long slot = history.next();
    double[][] levels = new LiveLevel(grid, profiles, history.first()).before(slot);
    List<CellForecast> forecasts = new ArrayList<>(grid.size());
    for (int cell = 0; cell < grid.size(); cell++) {
      List<Double> expected = new ArrayList<>(HORIZONS);
      for (int horizon = 0; horizon < HORIZONS; horizon++) {
        expected.add(model.expected(horizon, profiles.at(cell, slot + horizon), levels[cell]));
      }
      forecasts.add(
          new CellForecast(
              grid.cell(cell), expected, profiles.at(cell, slot), grid.count(cell, slot - 1)));
    }
    return forecasts;
  }
}

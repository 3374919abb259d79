package io.kerb.pricing.forecast;

/**
 * How the last 15 min, 30 min, 1 h, 3 h and the last day compare with the profile: in the cell, in
 * the cells around it, and in the whole city; as log((requests + k) ÷ (usual requests + k)), so
 * that little evidence says little.
 */
final class LiveLevel {
  private static final int[] WINDOWS_SLOTS = {1, 2, 4, 12, 96};

  /** Own, surroundings, city; each with every window. */
  static final int FEATURES = 3 * WINDOWS_SLOTS.length;

  private static final double OWN_CALM = 4;
  private static final double AROUND_CALM = 16;
  private static final double CITY_CALM = 20;

  /** A day's own sum is large enough to need more to believe it: days differ. */
  private static final double DAY_CALM_FACTOR = 5;

  private final Grid grid;
  private final Profiles profiles;
  private final long first;

  LiveLevel(Grid grid, Profiles profiles, long first) {
    this.grid = grid;
    this.profiles = profiles;
    this.first = first;
  }

  /** By cell and feature, from what is known when the slot begins. */
  double[][] before(long slot) {
    int windows = WINDOWS_SLOTS.length;
    double[][] actual = new double[grid.size()][];
    double[][] usual = new double[grid.size()][];
    double[] cityActual = new double[windows];
    double[] cityUsual = new double[windows];
    for (int cell = 0; cell < grid.size(); cell++) {
      actual[cell] = new double[windows];
      usual[cell] = new double[windows];
      sum(cell, slot, actual[cell], usual[cell]);
      for (int window = 0; window < windows; window++) {
        cityActual[window] += actual[cell][window];
        cityUsual[window] += usual[cell][window];
      }
    }
    double[][] features = new double[grid.size()][FEATURES];
    for (int cell = 0; cell < grid.size(); cell++) {
      for (int window = 0; window < windows; window++) {
        double calm = window == windows - 1 ? DAY_CALM_FACTOR : 1;
        features[cell][window] = level(actual[cell][window], usual[cell][window], OWN_CALM * calm);
        features[cell][windows + window] = around(cell, window, actual, usual, calm);
        features[cell][2 * windows + window] =
            level(cityActual[window], cityUsual[window], CITY_CALM);
      }
    }
    return features;
  }

  private void sum(int cell, long slot, double[] actual, double[] usual) {
    double requests = 0;
    double expected = 0;
    int window = 0;
    for (int back = 1; window < WINDOWS_SLOTS.length; back++) {
      if (slot - back >= first) {
        requests += grid.count(cell, slot - back);
        expected += profiles.at(cell, slot - back);
      }
      if (back == WINDOWS_SLOTS[window]) {
        actual[window] = requests;
        usual[window] = expected;
        window++;
      }
    }
  }

  private double around(int cell, int window, double[][] actual, double[][] usual, double calm) {
    double requests = 0;
    double expected = 0;
    for (int neighbour : grid.neighbours(cell)) {
      requests += actual[neighbour][window];
      expected += usual[neighbour][window];
    }
    return level(requests, expected, AROUND_CALM * calm);
  }

  private static double level(double requests, double expected, double calm) {
    return Math.log((requests + calm) / (expected + calm));
  }
}

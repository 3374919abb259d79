package io.kerb.eta.residual;

import java.util.HashMap;
import java.util.Map;

/**
 * The live residuals of one minute: natural logarithms of actual over calibrated seconds, of the
 * city in three windows and near a place. {@link #UNKNOWN} where no trip has finished.
 */
public final class LiveLevels {
  /** The mark of a level nobody knows; the trees have a branch for it. */
  public static final float UNKNOWN = Float.NaN;

  /** Places are S2 cells of about 2 km. */
  static final int CELL_LEVEL = 12;

  private static final long SHORT_S = 15 * 60;
  private static final long HOUR_S = 60 * 60;
  private static final long LONG_S = 3 * 60 * 60;

  /** A cell's own trips weigh as much as the city's when it had this many. */
  private static final double CELL_TRIPS_HALF = 10;

  private static final LiveLevels NOTHING = new Sums(Long.MIN_VALUE).levels();

  private final long asOfS;
  private final float cityShort;
  private final float cityHour;
  private final float cityLong;
  private final Map<Long, Float> cells;

  private LiveLevels(
      long asOfS, float cityShort, float cityHour, float cityLong, Map<Long, Float> cells) {
    this.asOfS = asOfS;
    this.cityShort = cityShort;
    this.cityHour = cityHour;
    this.cityLong = cityLong;
    this.cells = cells;
  }

  /** Where no trips are heard of. */
  public static LiveLevels unknown() {
    return NOTHING;
  }

  long asOfS() {
    return asOfS;
  }

  /** Over the last quarter of an hour. */
  public float cityShort() {
    return cityShort;
  }

  /** Over the last hour. */
  public float cityHour() {
    return cityHour;
  }

  /** Over the last three hours. */
  public float cityLong() {
    return cityLong;
  }

  /**
   * Over the last hour, of trips that began or ended in the cell, shrunk towards the city's.
   *
   * @param cell id of level {@link #CELL_LEVEL}
   */
  float near(long cell) {
    return cells.getOrDefault(cell, cityHour);
  }

  /** Adds up the trips of one view. */
  static final class Sums {
    private final long asOfS;
    private final Mean ofShort = new Mean();
    private final Mean ofHour = new Mean();
    private final Mean ofLong = new Mean();
    private final Map<Long, Mean> ofCells = new HashMap<>();

    Sums(long asOfS) {
      this.asOfS = asOfS;
    }

    void add(long finishedAtS, long fromCell, long toCell, double logResidual) {
      long ageS = asOfS - finishedAtS;
      if (ageS <= 0 || ageS > LONG_S) {
        return;
      }
      ofLong.add(logResidual);
      if (ageS <= HOUR_S) {
        ofHour.add(logResidual);
        ofCells.computeIfAbsent(fromCell, cell -> new Mean()).add(logResidual);
        ofCells.computeIfAbsent(toCell, cell -> new Mean()).add(logResidual);
      }
      if (ageS <= SHORT_S) {
        ofShort.add(logResidual);
      }
    }

    LiveLevels levels() {
      float hour = ofHour.get();
      Map<Long, Float> cells = new HashMap<>();
      ofCells.forEach((cell, mean) -> cells.put(cell, mean.shrunkTo(hour)));
      return new LiveLevels(asOfS, ofShort.get(), hour, ofLong.get(), cells);
    }
  }

  private static final class Mean {
    private double sum;
    private int count;

    void add(double value) {
      sum += value;
      count++;
    }

    float get() {
      return count == 0 ? UNKNOWN : (float) (sum / count);
    }

    float shrunkTo(double parent) {
      return (float) ((sum + CELL_TRIPS_HALF * parent) / (count + CELL_TRIPS_HALF));
    }
  }
}

package io.kerb.eta.residual;

/**
 * The plain part of the model: one factor per hour of the week and length of the drive. It is
 * always applied, and alone where no trees were learned.
 *
 * <p>Lengths are bins of empty-road seconds, equally wide on a logarithmic scale. Between two bins'
 * centres the factor is interpolated, so that an estimate does not jump while a driver comes
 * nearer.
 */
public final class Calibration {
  /** Centre of the shortest bin, in empty-road seconds. */
  public static final double SHORTEST_S = 45;

  /** Each bin's centre over that of the one before. */
  public static final double STEP = 1.4;

  public static final int BINS = 13;

  private static final double LOG_STEP = Math.log(STEP);

  private final float[] logFactors;

  /**
   * @param logFactors natural logarithms of actual over empty-road seconds, by hour of week, then
   *     bin: {@link WeekHour#HOURS} x {@link #BINS}
   */
  public Calibration(float[] logFactors) {
    if (logFactors.length != WeekHour.HOURS * BINS) {
      throw new IllegalArgumentException(
          "a calibration has " + WeekHour.HOURS * BINS + " factors, but got " + logFactors.length);
    }
    this.logFactors = logFactors.clone();
  }

  /** The bin whose centre is nearest. */
  public static int bin(double emptyRoadS) {
    return (int) Math.round(position(emptyRoadS));
  }

  /** Seconds at this hour of the week. */
  public double secondsOf(double emptyRoadS, int weekHour) {
    double position = position(emptyRoadS);
    int below = (int) position;
    int above = Math.min(BINS - 1, below + 1);
    double share = position - below;
    int row = weekHour * BINS;
    return emptyRoadS
        * Math.exp((1 - share) * logFactors[row + below] + share * logFactors[row + above]);
  }

  float[] logFactors() {
    return logFactors.clone();
  }

  private static double position(double emptyRoadS) {
    double position = Math.log(Math.max(1, emptyRoadS) / SHORTEST_S) / LOG_STEP;
    return Math.min(BINS - 1, Math.max(0, position));
  }
}

package io.kerb.eta.residual;

import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * A learned model of one market: from seconds on empty roads to what a drive takes at this hour, at
 * these places, on a day like this. Immutable, safe for many threads, and never blocks.
 *
 * @param calibration always applied; alone where the trees are empty
 * @param sums residuals by place
 * @param median trees for the median of log(actual over calibrated seconds)
 * @param compactMedian fewer and smaller trees for the same, for whole windows of pairs
 * @param deviation trees for the expected size of what the median still misses
 */
public record EtaModel(
    Origin origin,
    Calibration calibration,
    PlaceTable sums,
    Trees median,
    Trees compactMedian,
    Trees deviation,
    Spread spread) {

  /** Up to so many drives are worth the large trees; beyond, the compact ones answer. */
  public static final int LARGE_BATCH_MAX = 256;

  /** The trees may not make a drive longer or shorter than by this factor. */
  public static final double FACTOR_MAX = 3;

  private static final double LOG_FACTOR_MAX = Math.log(FACTOR_MAX);

  /**
   * Reads an artifact.
   *
   * @throws UnreadableModelException naming the file, if it is missing, damaged or of another
   *     format
   */
  public static EtaModel load(Path file) {
    return ModelFile.read(file);
  }

  /**
   * Everything about one drive.
   *
   * @param at when it begins, in the local time of the roads
   */
  public Estimate estimate(Drive drive, ZonedDateTime at, LiveResiduals live) {
    Batch batch = new Batch(List.of(drive), at, live);
    double medianS = batch.mediansS(median)[0];
    return spread.around(medianS, batch.scores(deviation)[0]);
  }

  /**
   * Median seconds of each drive, in their order. Put drives with a common end next to each other:
   * what they share is computed once. Up to {@link #LARGE_BATCH_MAX} drives give the very medians
   * of {@link #estimate}; more are answered by the compact trees.
   */
  public double[] medianOfEachS(List<Drive> drives, ZonedDateTime at, LiveResiduals live) {
    return new Batch(drives, at, live)
        .mediansS(drives.size() <= LARGE_BATCH_MAX ? median : compactMedian);
  }

  /** Likewise by the compact trees, however few the drives are. */
  public double[] compactMedianOfEachS(List<Drive> drives, ZonedDateTime at, LiveResiduals live) {
    return new Batch(drives, at, live).mediansS(compactMedian);
  }

  /** Seconds by the calibration alone: what residuals, live ones too, are measured against. */
  public double calibratedS(Drive drive, ZonedDateTime at) {
    return calibration.secondsOf(drive.emptyRoadS(), WeekHour.of(at));
  }

  /** What {@link LiveResiduals} is fed with when a drive is over. */
  public double logResidual(Drive drive, ZonedDateTime at, double actualS) {
    return Math.log(actualS / Math.max(1, calibratedS(drive, at)));
  }

  /** The rows of some drives at one moment. */
  private final class Batch {
    private final int size;
    private final float[] rows;
    private final double[] calibratedS;

    Batch(List<Drive> drives, ZonedDateTime at, LiveResiduals live) {
      size = drives.size();
      rows = new float[size * Feature.COUNT];
      calibratedS = new double[size];
      FeatureRows features = new FeatureRows(at, sums, live.at(at.toInstant()));
      int weekHour = WeekHour.of(at);
      for (int i = 0; i < size; i++) {
        Drive drive = drives.get(i);
        calibratedS[i] = calibration.secondsOf(drive.emptyRoadS(), weekHour);
        features.write(drive, calibratedS[i], rows, i * Feature.COUNT);
      }
    }

    double[] scores(Trees trees) {
      double[] scores = new double[size];
      trees.score(rows, Feature.COUNT, size, scores);
      return scores;
    }

    double[] mediansS(Trees trees) {
      double[] medians = scores(trees);
      for (int i = 0; i < size; i++) {
        double logFactor = Math.max(-LOG_FACTOR_MAX, Math.min(LOG_FACTOR_MAX, medians[i]));
        medians[i] = calibratedS[i] * Math.exp(logFactor);
      }
      return medians;
    }
  }
}

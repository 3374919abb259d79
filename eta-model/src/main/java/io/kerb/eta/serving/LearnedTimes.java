package io.kerb.eta.serving;

import io.kerb.eta.api.DriveTime;
import io.kerb.eta.residual.Drive;
import io.kerb.eta.residual.Estimate;
import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.residual.LiveResiduals;
import io.kerb.eta.time.DriveTimes;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * By a learned model. A way with stops is the sum of its drives, its range likewise: traffic that
 * slows one drive mostly slows the next, so that their ends do not even out.
 *
 * @param localClock in the time zone of the roads
 */
record LearnedTimes(EtaModel model, LiveResiduals live, Clock localClock) implements DriveTimes {
  /**
   * From so many drives in one question on, no trees are asked: the calibration alone answers all
   * of them. A window has up to 1,000 requests with 40 candidates each, and half a second for
   * everything (decisions/0007).
   */
  static final int SCORED_MAX = 50_000;

  @Override
  public DriveTime ofWay(List<Drive> legs) {
    ZonedDateTime now = ZonedDateTime.now(localClock);
    double median = 0;
    double mean = 0;
    double p10 = 0;
    double p90 = 0;
    for (Drive leg : legs) {
      Estimate estimate = model.estimate(leg, now, live);
      median += estimate.medianS();
      mean += estimate.meanS();
      p10 += estimate.p10S();
      p90 += estimate.p90S();
    }
    return new DriveTime(
        Math.round(median),
        Math.round(mean),
        Optional.of(new DriveTime.Range(Math.round(p10), Math.round(p90))));
  }

  @Override
  public double[] medianOfEachS(List<Drive> drives) {
    ZonedDateTime now = ZonedDateTime.now(localClock);
    return drives.size() > SCORED_MAX
        ? drives.stream().mapToDouble(drive -> model.calibratedS(drive, now)).toArray()
        : model.medianOfEachS(drives, now, live);
  }
}

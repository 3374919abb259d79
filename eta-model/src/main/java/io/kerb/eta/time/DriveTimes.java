package io.kerb.eta.time;

import io.kerb.eta.api.DriveTime;
import io.kerb.eta.residual.Drive;
import java.util.List;

/** What the hour, the place and the day make of seconds on empty roads, now. Never blocks. */
public interface DriveTimes {

  /** Of drives one after the other, as one. */
  DriveTime ofWay(List<Drive> legs);

  /**
   * Median seconds of each, in their order; all by the same means, so that they can be compared.
   * Put drives with a common end next to each other: what they share is computed once.
   */
  double[] medianOfEachS(List<Drive> drives);
}

package io.kerb.eta.time;

import io.kerb.eta.api.DriveTime;
import io.kerb.eta.residual.Drive;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * The time model's factor of the hour, where nothing was learned.
 *
 * @param localClock in the time zone of the roads: rush hours are local
 */
public record HourFactors(TimeModel times, Clock localClock) implements DriveTimes {
  @Override
  public DriveTime ofWay(List<Drive> legs) {
    double seconds = legs.stream().mapToDouble(Drive::emptyRoadS).sum();
    return DriveTime.of(Math.round(seconds * factor()));
  }

  @Override
  public double[] medianOfEachS(List<Drive> drives) {
    double factor = factor();
    return drives.stream().mapToDouble(drive -> drive.emptyRoadS() * factor).toArray();
  }

  private double factor() {
    return times.factor(ZonedDateTime.now(localClock));
  }
}

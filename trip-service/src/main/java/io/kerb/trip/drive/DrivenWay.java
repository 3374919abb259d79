package io.kerb.trip.drive;

import io.kerb.location.api.LatLng;
import io.kerb.trip.push.track.TrackPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The way of a drive by its driver's positions. */
public sealed interface DrivenWay {
  /** A longer silence of the driver's phone, and the way between is a guess. */
  Duration GAP_MAX = Duration.ofSeconds(300);

  /** From the pickup to the first position, and from the last one to the drop-off. */
  double APART_MAX_M = 500;

  /** More than so many times the straight line, and something else was done on the way. */
  double DETOUR_MAX = 3;

  /** All of it was seen. */
  record Seen(double meters) implements DrivenWay {}

  /** There are no positions of it, or too few. */
  record Unseen() implements DrivenWay {}

  /** The positions contradict the order. */
  record Contradicted(LeftOut reason) implements DrivenWay {}

  /**
   * @param track in the order driven; what lies before and after the ride does not count
   */
  static DrivenWay of(Drive drive, List<TrackPoint> track) {
    List<TrackPoint> points =
        track.stream()
            .filter(point -> !point.receivedAt().isBefore(drive.startedAt()))
            .filter(point -> !point.receivedAt().isAfter(drive.endedAt()))
            .toList();
    if (hasGap(drive, points)) {
      return new Unseen();
    }
    if (isApart(drive.pickup(), points.get(0))
        || isApart(drive.dropoff(), points.get(points.size() - 1))) {
      return new Contradicted(LeftOut.DRIVEN_ELSEWHERE);
    }
    double meters = length(drive, points);
    return meters > DETOUR_MAX * drive.straightM()
        ? new Contradicted(LeftOut.DETOUR)
        : new Seen(meters);
  }

  private static boolean hasGap(Drive drive, List<TrackPoint> points) {
    Instant last = drive.startedAt();
    for (TrackPoint point : points) {
      if (Duration.between(last, point.receivedAt()).compareTo(GAP_MAX) > 0) {
        return true;
      }
      last = point.receivedAt();
    }
    return points.isEmpty() || Duration.between(last, drive.endedAt()).compareTo(GAP_MAX) > 0;
  }

  private static boolean isApart(LatLng place, TrackPoint point) {
    return place.metersTo(point.position()) > APART_MAX_M;
  }

  private static double length(Drive drive, List<TrackPoint> points) {
    double meters = 0;
    LatLng last = drive.pickup();
    for (TrackPoint point : points) {
      meters += last.metersTo(point.position());
      last = point.position();
    }
    return meters + last.metersTo(drive.dropoff());
  }
}

package io.kerb.trip.push.track;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The way that a trip's driver took. */
public record Track(List<TrackPoint> points) {
  /** Points kept of one trip: 22 hours at one ping in four seconds. */
  public static final int POINTS_MAX = 20_000;

  /**
   * Orders the points by (session, sequence). Session names say nothing, so the session that was
   * heard of first comes first; a backlog falls into its place by its sequence, however late it was
   * received.
   */
  public static Track of(List<TrackPoint> points) {
    Map<String, Instant> began = new HashMap<>();
    for (TrackPoint point : points) {
      began.merge(point.session(), point.receivedAt(), (a, b) -> a.isBefore(b) ? a : b);
    }
    return new Track(
        points.stream()
            .sorted(
                Comparator.comparing((TrackPoint point) -> began.get(point.session()))
                    .thenComparing(TrackPoint::session)
                    .thenComparingLong(TrackPoint::sequence))
            .toList());
  }
}

package io.kerb.trip.adapter.push.track;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import io.kerb.trip.push.track.Track;
import io.kerb.trip.push.track.TrackPoint;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * A GeoJSON Feature (RFC 7946): a LineString of {@code [longitude, latitude]}, a Point while there
 * is only one position, no geometry while there is none.
 */
@Introspected
public record TrackView(String type, @Nullable Geometry geometry, Properties properties) {

  /** The coordinates of a Point are a position, those of a LineString a list of positions. */
  @Introspected
  public record Geometry(String type, Object coordinates) {}

  /**
   * @param recordedAt of the first and the last position, by the phone's clock
   */
  @Introspected
  public record Properties(
      String tripId,
      @Nullable String driverId,
      int points,
      @Nullable Instant firstRecordedAt,
      @Nullable Instant lastRecordedAt) {}

  static TrackView none(TripId trip) {
    return new TrackView("Feature", null, new Properties(trip.toString(), null, 0, null, null));
  }

  static TrackView of(TripId trip, DriverId driver, Track track) {
    List<TrackPoint> points = track.points();
    boolean empty = points.isEmpty();
    return new TrackView(
        "Feature",
        geometry(points),
        new Properties(
            trip.toString(),
            driver.toString(),
            points.size(),
            empty ? null : points.get(0).recordedAt(),
            empty ? null : points.get(points.size() - 1).recordedAt()));
  }

  @Nullable
  private static Geometry geometry(List<TrackPoint> points) {
    if (points.isEmpty()) {
      return null;
    }
    return points.size() == 1
        ? new Geometry("Point", coordinates(points.get(0)))
        : new Geometry("LineString", points.stream().map(TrackView::coordinates).toList());
  }

  private static List<Double> coordinates(TrackPoint point) {
    return List.of(point.position().longitude(), point.position().latitude());
  }
}

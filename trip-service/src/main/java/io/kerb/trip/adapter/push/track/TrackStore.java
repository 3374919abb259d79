package io.kerb.trip.adapter.push.track;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.TripId;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.trip.push.track.Track;
import io.kerb.trip.push.track.TrackPoint;
import java.util.ArrayList;
import java.util.List;

/** Tracks in Cassandra, kept for 90 days. Plain writes: the same ping writes the same row. */
public final class TrackStore {
  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement count;
  private final PreparedStatement select;

  /** The table has to be there already. */
  public TrackStore(CqlSession session, CqlSettings settings) {
    this.session = session;
    String table = settings.keyspace("trips") + ".trip_tracks";
    this.insert =
        prepare(
            "INSERT INTO "
                + table
                + " (trip_id, driver_id, session_id, sequence, latitude_e7, longitude_e7,"
                + " heading_deg, recorded_at, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.count = prepare("SELECT count(*) FROM " + table + " WHERE trip_id = ?");
    this.select =
        prepare(
            "SELECT session_id, sequence, latitude_e7, longitude_e7, heading_deg, recorded_at,"
                + " received_at FROM "
                + table
                + " WHERE trip_id = ? AND driver_id = ? LIMIT "
                + Track.POINTS_MAX);
  }

  private PreparedStatement prepare(String cql) {
    return session.prepare(SimpleStatement.newInstance(cql).setIdempotent(true));
  }

  public void add(TripId trip, DriverId driver, TrackPoint point) {
    session.execute(
        insert.bind(
            trip.value(),
            driver.value(),
            point.session(),
            point.sequence(),
            point.position().latitudeE7(),
            point.position().longitudeE7(),
            point.headingDeg(),
            point.recordedAt(),
            point.receivedAt()));
  }

  /** How many points the trip has, of whichever driver. */
  int count(TripId trip) {
    Row row = session.execute(count.bind(trip.value())).one();
    return row == null ? 0 : Math.toIntExact(row.getLong(0));
  }

  public Track getTrack(TripId trip, DriverId driver) {
    List<TrackPoint> points = new ArrayList<>();
    for (Row row : session.execute(select.bind(trip.value(), driver.value()))) {
      points.add(
          new TrackPoint(
              row.getString("session_id"),
              row.getLong("sequence"),
              LatLng.ofE7(row.getInt("latitude_e7"), row.getInt("longitude_e7")),
              row.getInt("heading_deg"),
              row.getInstant("recorded_at"),
              row.getInstant("received_at")));
    }
    return Track.of(points);
  }
}

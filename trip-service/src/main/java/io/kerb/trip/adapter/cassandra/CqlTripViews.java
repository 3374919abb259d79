package io.kerb.trip.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.RiderId;
import io.kerb.trip.aggregate.Ride;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripEvent;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.TripViews;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The views' tables. */
public final class CqlTripViews implements TripViews {
  /** How far back {@link #listRecent} looks. */
  private static final int DAYS_MAX = 7;

  private final Statements statements;
  private final PreparedStatement putByRider;
  private final PreparedStatement putByDriver;
  private final PreparedStatement removeByDriver;
  private final PreparedStatement putByDay;
  private final PreparedStatement putOpen;
  private final PreparedStatement removeOpen;
  private final PreparedStatement listByRider;
  private final PreparedStatement listByDriver;
  private final PreparedStatement listByDay;
  private final PreparedStatement listOpen;

  public CqlTripViews(CqlSession session, String keyspace) {
    this.statements = new Statements(session, keyspace);
    this.putByRider =
        statements.plain(
            "INSERT INTO %s.trips_by_rider (rider_id, requested_at, trip_id, snapshot)"
                + " VALUES (?, ?, ?, ?) USING TIMESTAMP ?");
    this.putByDriver =
        statements.plain(
            "INSERT INTO %s.trips_by_driver (driver_id, requested_at, trip_id, snapshot)"
                + " VALUES (?, ?, ?, ?) USING TIMESTAMP ?");
    this.removeByDriver =
        statements.plain(
            "DELETE FROM %s.trips_by_driver USING TIMESTAMP ?"
                + " WHERE driver_id = ? AND requested_at = ? AND trip_id = ?");
    this.putByDay =
        statements.plain(
            "INSERT INTO %s.trips_by_day (market_id, day, requested_at, trip_id, snapshot)"
                + " VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
    this.putOpen =
        statements.plain(
            "INSERT INTO %s.open_trips (market_id, trip_id, snapshot)"
                + " VALUES (?, ?, ?) USING TIMESTAMP ?");
    this.removeOpen =
        statements.plain(
            "DELETE FROM %s.open_trips USING TIMESTAMP ? WHERE market_id = ? AND trip_id = ?");
    String before = " AND (requested_at, trip_id) < (?, ?) LIMIT ?";
    this.listByRider =
        statements.plain("SELECT snapshot FROM %s.trips_by_rider WHERE rider_id = ?" + before);
    this.listByDriver =
        statements.plain("SELECT snapshot FROM %s.trips_by_driver WHERE driver_id = ?" + before);
    this.listByDay =
        statements.plain(
            "SELECT snapshot FROM %s.trips_by_day WHERE market_id = ? AND day = ? LIMIT ?");
    this.listOpen =
        statements.plain("SELECT snapshot FROM %s.open_trips WHERE market_id = ? LIMIT ?");
  }

  @Override
  public void project(StoredEvent event) {
    Trip trip = event.after();
    Ride ride = trip.ride();
    UUID id = ride.tripId().value();
    Instant requested = ride.requestedAt();
    ByteBuffer snapshot = Blobs.of(trip);
    long timestamp = requested.toEpochMilli() * 1000 + event.version();
    statements.execute(putByRider.bind(ride.rider().value(), requested, id, snapshot, timestamp));
    statements.execute(
        putByDay.bind(ride.market().value(), day(requested), requested, id, snapshot, timestamp));
    trip.findDriver()
        .ifPresent(
            driver ->
                statements.execute(
                    putByDriver.bind(driver.value(), requested, id, snapshot, timestamp)));
    if (event.logged().event() instanceof TripEvent.DriverUnassigned unassigned) {
      removeFrom(unassigned.driver(), requested, id, timestamp);
    } else if (event.logged().event() instanceof TripEvent.DriverReplaced replaced) {
      removeFrom(replaced.previous(), requested, id, timestamp);
    }
    statements.execute(
        trip.status().isTerminal()
            ? removeOpen.bind(timestamp, ride.market().value(), id)
            : putOpen.bind(ride.market().value(), id, snapshot, timestamp));
  }

  private void removeFrom(DriverId driver, Instant requested, UUID trip, long timestamp) {
    statements.execute(removeByDriver.bind(timestamp, driver.value(), requested, trip));
  }

  @Override
  public List<Trip> listByRider(RiderId rider, Mark before, int limit) {
    return list(
        listByRider.bind(rider.value(), before.requestedAt(), before.trip().value(), limit));
  }

  @Override
  public List<Trip> listByDriver(DriverId driver, Mark before, int limit) {
    return list(
        listByDriver.bind(driver.value(), before.requestedAt(), before.trip().value(), limit));
  }

  @Override
  public List<Trip> listOpen(MarketId market, int limit) {
    return list(listOpen.bind(market.value(), limit));
  }

  @Override
  public List<Trip> listRecent(MarketId market, Instant now, int limit) {
    List<Trip> recent = new ArrayList<>();
    for (int back = 0; back < DAYS_MAX && recent.size() < limit; back++) {
      recent.addAll(
          list(listByDay.bind(market.value(), day(now).minusDays(back), limit - recent.size())));
    }
    return recent;
  }

  private List<Trip> list(BoundStatement query) {
    List<Trip> trips = new ArrayList<>();
    statements.execute(query).forEach(row -> trips.add(Blobs.trip(row.getByteBuffer("snapshot"))));
    return trips;
  }

  private static LocalDate day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}

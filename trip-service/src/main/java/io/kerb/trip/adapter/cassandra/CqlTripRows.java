package io.kerb.trip.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.kerb.location.api.TripId;
import io.kerb.trip.adapter.codec.SnapshotCodec;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.TripRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A partition per trip; each change is one conditional batch of its state and its event. */
public final class CqlTripRows implements TripRows {
  /** The change: the condition is the version before it, null for a new trip. */
  private static final String APPEND =
      """
      BEGIN BATCH
      UPDATE %s.trips SET current_version = :version, snapshot = :snapshot
        WHERE trip_id = :trip IF current_version = :expected;
      INSERT INTO %s.trips (trip_id, version, attempt, event)
        VALUES (:trip, :version, :attempt, :event);
      APPLY BATCH\
      """;

  private final Statements statements;
  private final PreparedStatement append;
  private final PreparedStatement find;
  private final PreparedStatement findLatest;
  private final PreparedStatement findEvent;
  private final PreparedStatement listEvents;

  public CqlTripRows(CqlSession session, String keyspace) {
    this.statements = new Statements(session, keyspace);
    this.append = statements.conditional(APPEND);
    String state = "SELECT snapshot FROM %s.trips WHERE trip_id = ? LIMIT 1";
    this.find = statements.plain(state);
    this.findLatest = statements.serialRead(state);
    this.findEvent =
        statements.serialRead("SELECT event FROM %s.trips WHERE trip_id = ? AND version = ?");
    this.listEvents =
        statements.plain("SELECT event FROM %s.trips WHERE trip_id = ? AND version >= ? LIMIT ?");
  }

  @Override
  public Optional<Trip> findTrip(TripId id) {
    return one(find.bind(id.value())).map(CqlTripRows::trip);
  }

  @Override
  public Optional<Trip> findLatest(TripId id) {
    return one(findLatest.bind(id.value())).map(CqlTripRows::trip);
  }

  @Override
  public Optional<StoredEvent> findEvent(TripId id, long version) {
    return one(findEvent.bind(id.value(), version)).map(CqlTripRows::event);
  }

  @Override
  public List<StoredEvent> listEvents(TripId id, long fromVersion, int limit) {
    List<StoredEvent> events = new ArrayList<>();
    statements
        .execute(listEvents.bind(id.value(), fromVersion, limit))
        .forEach(row -> events.add(event(row)));
    return events;
  }

  @Override
  public Optional<StoredEvent> append(StoredEvent event) {
    TripId id = event.logged().trip();
    BoundStatement change =
        append
            .boundStatementBuilder()
            .setUuid("trip", id.value())
            .setLong("version", event.version())
            .setUuid("attempt", event.logged().attempt())
            .setByteBuffer("snapshot", Blobs.of(SnapshotCodec.toWire(event.after())))
            .setByteBuffer("event", Blobs.of(event))
            .set("expected", event.version() == 1 ? null : event.version() - 1, Long.class)
            .build();
    return Statements.trying(
        "version " + event.version() + " of trip " + id,
        () -> {
          if (statements.execute(change).wasApplied()) {
            return Optional.of(event);
          }
          return findEvent(id, event.version())
              .filter(there -> there.logged().attempt().equals(event.logged().attempt()));
        });
  }

  private Optional<Row> one(BoundStatement read) {
    return Optional.ofNullable(statements.execute(read).one());
  }

  private static Trip trip(Row row) {
    return Blobs.trip(row.getByteBuffer("snapshot"));
  }

  private static StoredEvent event(Row row) {
    return Blobs.event(row.getByteBuffer("event"));
  }
}

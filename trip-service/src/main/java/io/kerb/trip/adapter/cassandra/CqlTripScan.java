package io.kerb.trip.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.check.StoredTrip;
import io.kerb.trip.store.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads all trips, whole; for the check only. */
public final class CqlTripScan {
  private final Statements statements;
  private final PreparedStatement listIds;
  private final PreparedStatement readPartition;

  public CqlTripScan(CqlSession session, String keyspace) {
    this.statements = new Statements(session, keyspace);
    this.listIds = statements.plain("SELECT DISTINCT trip_id FROM %s.trips");
    this.readPartition =
        statements.serialRead("SELECT snapshot, event FROM %s.trips WHERE trip_id = ?");
  }

  public void forEachId(Consumer<TripId> visitor) {
    statements
        .execute(listIds.bind())
        .forEach(row -> visitor.accept(new TripId(row.getUuid("trip_id"))));
  }

  /** State and log as of one moment: a trip has far fewer events than a page has rows. */
  public Optional<StoredTrip> findTrip(TripId id) {
    Trip state = null;
    List<StoredEvent> events = new ArrayList<>();
    for (Row row : statements.execute(readPartition.bind(id.value()))) {
      state = state == null ? Blobs.trip(row.getByteBuffer("snapshot")) : state;
      events.add(Blobs.event(row.getByteBuffer("event")));
    }
    return state == null ? Optional.empty() : Optional.of(new StoredTrip(id, state, events));
  }
}

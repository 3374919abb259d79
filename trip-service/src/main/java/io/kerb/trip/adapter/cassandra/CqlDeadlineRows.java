package io.kerb.trip.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.kerb.location.api.TripId;
import io.kerb.trip.store.DeadlineRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Rows in the order of their time. */
public final class CqlDeadlineRows implements DeadlineRows {
  private final Statements statements;
  private final PreparedStatement put;
  private final PreparedStatement remove;
  private final PreparedStatement listDue;

  public CqlDeadlineRows(CqlSession session, String keyspace) {
    this.statements = new Statements(session, keyspace);
    this.put =
        statements.plain("INSERT INTO %s.deadlines (bucket, due_at, trip_id) VALUES (?, ?, ?)");
    this.remove =
        statements.plain(
            "DELETE FROM %s.deadlines WHERE bucket = ? AND due_at = ? AND trip_id = ?");
    this.listDue =
        statements.plain(
            "SELECT due_at, trip_id FROM %s.deadlines WHERE bucket = ? AND due_at <= ? LIMIT ?");
  }

  @Override
  public void put(Deadline deadline) {
    UUID trip = deadline.trip().value();
    statements.execute(put.bind(Buckets.of(trip), deadline.due(), trip));
  }

  @Override
  public void remove(Deadline deadline) {
    UUID trip = deadline.trip().value();
    statements.execute(remove.bind(Buckets.of(trip), deadline.due(), trip));
  }

  @Override
  public List<Deadline> listDue(Instant now, int limit) {
    List<Deadline> due = new ArrayList<>();
    Buckets.all()
        .forEach(
            bucket ->
                statements
                    .execute(listDue.bind(bucket, now, limit))
                    .forEach(
                        row ->
                            due.add(
                                new Deadline(
                                    new TripId(row.getUuid("trip_id")),
                                    row.getInstant("due_at")))));
    return due;
  }
}

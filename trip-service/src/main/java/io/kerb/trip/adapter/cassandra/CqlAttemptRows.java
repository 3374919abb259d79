package io.kerb.trip.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import io.kerb.trip.store.Attempt;
import io.kerb.trip.store.AttemptRows;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** A row per accept under way. */
public final class CqlAttemptRows implements AttemptRows {
  private final Statements statements;
  private final PreparedStatement put;
  private final PreparedStatement remove;
  private final PreparedStatement find;
  private final PreparedStatement listBucket;

  public CqlAttemptRows(CqlSession session, String keyspace) {
    this.statements = new Statements(session, keyspace);
    this.put =
        statements.plain(
            "INSERT INTO %s.attempts (bucket, attempt, driver_id, trip_id, trip_version, offer_id,"
                + " started_at, traceparent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    this.remove = statements.plain("DELETE FROM %s.attempts WHERE bucket = ? AND attempt = ?");
    this.find = statements.plain("SELECT * FROM %s.attempts WHERE bucket = ? AND attempt = ?");
    this.listBucket = statements.plain("SELECT * FROM %s.attempts WHERE bucket = ?");
  }

  @Override
  public void put(Attempt attempt) {
    statements.execute(
        put.bind(
            Buckets.of(attempt.id()),
            attempt.id(),
            attempt.driver().value(),
            attempt.trip().value(),
            attempt.tripVersion(),
            attempt.offerId(),
            attempt.startedAt(),
            attempt.traceparent()));
  }

  @Override
  public void remove(UUID id) {
    statements.execute(remove.bind(Buckets.of(id), id));
  }

  @Override
  public Optional<Attempt> findAttempt(UUID id) {
    return Optional.ofNullable(statements.execute(find.bind(Buckets.of(id), id)).one())
        .map(CqlAttemptRows::read);
  }

  @Override
  public void forEach(Consumer<Attempt> visitor) {
    Buckets.all()
        .forEach(
            bucket ->
                statements
                    .execute(listBucket.bind(bucket))
                    .forEach(row -> visitor.accept(read(row))));
  }

  private static Attempt read(Row row) {
    return new Attempt(
        row.getUuid("attempt"),
        new DriverId(row.getLong("driver_id")),
        new TripId(row.getUuid("trip_id")),
        row.getLong("trip_version"),
        row.getString("offer_id"),
        row.getInstant("started_at"),
        row.getString("traceparent"));
  }
}

package io.kerb.trip.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.kerb.location.api.TripId;
import io.kerb.trip.store.Intent;
import io.kerb.trip.store.IntentRows;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The outbox's rows. The column {@code attempt} holds the intent's id. */
public final class CqlIntentRows implements IntentRows {
  private final Statements statements;
  private final PreparedStatement put;
  private final PreparedStatement settled;
  private final PreparedStatement remove;
  private final PreparedStatement listOfTrip;
  private final PreparedStatement listBucket;

  public CqlIntentRows(CqlSession session, String keyspace) {
    this.statements = new Statements(session, keyspace);
    this.put =
        statements.plain(
            "INSERT INTO %s.intents"
                + " (bucket, trip_id, attempt, from_version, settled_version, created_at, request,"
                + " key)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    this.settled =
        statements.plain(
            "UPDATE %s.intents SET settled_version = ?"
                + " WHERE bucket = ? AND trip_id = ? AND attempt = ?");
    this.remove =
        statements.plain("DELETE FROM %s.intents WHERE bucket = ? AND trip_id = ? AND attempt = ?");
    String columns =
        "SELECT bucket, trip_id, attempt, from_version, settled_version, created_at, request, key"
            + " FROM %s.intents WHERE bucket = ?";
    this.listOfTrip = statements.plain(columns + " AND trip_id = ?");
    this.listBucket = statements.plain(columns);
  }

  @Override
  public void put(Intent intent) {
    statements.execute(
        put.bind(
            Buckets.of(intent.trip().value()),
            intent.trip().value(),
            intent.id(),
            intent.fromVersion(),
            intent.settledVersion(),
            intent.createdAt(),
            intent.request() == null ? null : Blobs.of(intent.request()),
            intent.key()));
  }

  @Override
  public void settled(Intent intent, long version) {
    UUID trip = intent.trip().value();
    statements.execute(settled.bind(version, Buckets.of(trip), trip, intent.id()));
  }

  @Override
  public void remove(Intent intent) {
    remove(intent.trip().value(), intent.id());
  }

  private void remove(UUID trip, UUID attempt) {
    statements.execute(remove.bind(Buckets.of(trip), trip, attempt));
  }

  @Override
  public List<Intent> listIntents(TripId trip) {
    List<Intent> intents = new ArrayList<>();
    statements
        .execute(listOfTrip.bind(Buckets.of(trip.value()), trip.value()))
        .forEach(row -> visit(row, intents::add));
    return intents;
  }

  @Override
  public void forEach(Consumer<Intent> visitor) {
    Buckets.all()
        .forEach(
            bucket ->
                statements.execute(listBucket.bind(bucket)).forEach(row -> visit(row, visitor)));
  }

  private void visit(Row row, Consumer<Intent> visitor) {
    if (row.isNull("from_version")) {
      // A note of settling that came after the removal, by another instance.
      remove(row.getUuid("trip_id"), row.getUuid("attempt"));
      return;
    }
    ByteBuffer request = row.getByteBuffer("request");
    visitor.accept(
        new Intent(
            new TripId(row.getUuid("trip_id")),
            row.getUuid("attempt"),
            row.getLong("from_version"),
            row.getLong("settled_version"),
            row.getInstant("created_at"),
            request == null ? null : Blobs.event(request),
            row.getString("key")));
  }
}

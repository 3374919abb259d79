package io.kerb.trip.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.trip.store.KeyRecord;
import io.kerb.trip.store.KeyRows;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A row per Idempotency-Key, gone after a day. */
public final class CqlKeyRows implements KeyRows {
  private static final int TTL_S = (int) Duration.ofDays(1).toSeconds();

  private final Statements statements;
  private final PreparedStatement find;
  private final PreparedStatement take;
  private final PreparedStatement replace;

  public CqlKeyRows(CqlSession session, String keyspace) {
    this.statements = new Statements(session, keyspace);
    this.find =
        statements.serialRead("SELECT * FROM %s.idempotency_keys WHERE rider_id = ? AND key = ?");
    this.take =
        statements.conditional(
            "INSERT INTO %s.idempotency_keys"
                + " (rider_id, key, payload, trip_id, attempt, started_at, holder, held_since)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS USING TTL "
                + TTL_S);
    this.replace =
        statements.conditional(
            "UPDATE %s.idempotency_keys USING TTL "
                + TTL_S
                + " SET holder = ?, held_since = ?, refusal_code = ?, refusal_detail = ?"
                + " WHERE rider_id = ? AND key = ? IF holder = ? AND refusal_code = null");
  }

  @Override
  public Optional<KeyRecord> findKey(RiderId rider, String key) {
    return Optional.ofNullable(statements.execute(find.bind(rider.value(), key)).one())
        .map(CqlKeyRows::read);
  }

  @Override
  public KeyRecord take(KeyRecord record) {
    BoundStatement insert =
        take.bind(
            record.rider().value(),
            record.key(),
            record.payload(),
            record.trip().value(),
            record.attempt(),
            record.startedAt(),
            record.holder(),
            record.heldSince());
    return Statements.trying(
        "idempotency key",
        () -> {
          ResultSet answer = statements.execute(insert);
          return answer.wasApplied() ? record : read(answer.one());
        });
  }

  @Override
  public KeyRecord replace(UUID holderBefore, KeyRecord record) {
    BoundStatement update =
        replace.bind(
            record.holder(),
            record.heldSince(),
            record.refusalCode(),
            record.refusalDetail(),
            record.rider().value(),
            record.key(),
            holderBefore);
    return Statements.trying(
        "idempotency key",
        () ->
            statements.execute(update).wasApplied()
                ? record
                : findKey(record.rider(), record.key()).orElse(record));
  }

  private static KeyRecord read(Row row) {
    return new KeyRecord(
        new RiderId(row.getLong("rider_id")),
        row.getString("key"),
        row.getString("payload"),
        new TripId(row.getUuid("trip_id")),
        row.getUuid("attempt"),
        row.getInstant("started_at"),
        row.getUuid("holder"),
        row.getInstant("held_since"),
        row.getString("refusal_code"),
        row.getString("refusal_detail"));
  }
}

package io.kerb.trip.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.kerb.location.api.TripId;
import io.kerb.trip.store.Slot;
import io.kerb.trip.store.SlotRows;
import java.util.UUID;
import java.util.function.ObjLongConsumer;

/** A row per driver, or per rider. */
public final class CqlSlotRows implements SlotRows {
  private final Statements statements;
  private final PreparedStatement find;
  private final PreparedStatement swap;
  private final PreparedStatement list;
  private final String holder;

  private CqlSlotRows(CqlSession session, String keyspace, String table, String holder) {
    this.statements = new Statements(session, keyspace);
    this.find =
        statements.serialRead(
            "SELECT version, trip_id, attempt FROM %s." + table + " WHERE " + holder + " = ?");
    this.holder = holder;
    this.list =
        statements.plain("SELECT " + holder + ", version, trip_id, attempt FROM %s." + table);
    this.swap =
        statements.conditional(
            "UPDATE %s."
                + table
                + " SET version = :next, trip_id = :trip, attempt = :attempt WHERE "
                + holder
                + " = :holder IF version = :expected");
  }

  public static CqlSlotRows ofDrivers(CqlSession session, String keyspace) {
    return new CqlSlotRows(session, keyspace, "driver_slots", "driver_id");
  }

  public static CqlSlotRows ofRiders(CqlSession session, String keyspace) {
    return new CqlSlotRows(session, keyspace, "rider_slots", "rider_id");
  }

  @Override
  public Slot findSlot(long holder) {
    Row row = statements.execute(find.bind(holder)).one();
    return row == null ? Slot.NEVER_USED : read(row);
  }

  /** Shows every slot there is, for the check. */
  public void forEach(ObjLongConsumer<Slot> visitor) {
    statements.execute(list.bind()).forEach(row -> visitor.accept(read(row), row.getLong(holder)));
  }

  private static Slot read(Row row) {
    UUID trip = row.getUuid("trip_id");
    return new Slot(
        row.getLong("version"), trip == null ? null : new TripId(trip), row.getUuid("attempt"));
  }

  @Override
  public Slot swap(long holder, Slot next) {
    BoundStatement change =
        swap.boundStatementBuilder()
            .setLong("holder", holder)
            .setLong("next", next.version())
            .setUuid("trip", next.trip() == null ? null : next.trip().value())
            .setUuid("attempt", next.attempt())
            .set("expected", next.version() == 1 ? null : next.version() - 1, Long.class)
            .build();
    return Statements.trying(
        "slot of " + holder,
        () -> statements.execute(change).wasApplied() ? next : findSlot(holder));
  }
}

package io.kerb.trip.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.kerb.location.api.TripId;
import io.kerb.trip.store.Slot;
import io.kerb.trip.store.Slot.Binding;
import io.kerb.trip.store.SlotRows;
import java.util.UUID;
import java.util.function.ObjLongConsumer;

/** A row per driver, or per rider. */
public final class CqlSlotRows implements SlotRows {
  private static final String COLUMNS = "version, trip_id, attempt, next_trip_id, next_attempt";

  private final Statements statements;
  private final PreparedStatement find;
  private final PreparedStatement swap;
  private final PreparedStatement list;
  private final String holder;

  private CqlSlotRows(CqlSession session, String keyspace, String table, String holder) {
    this.statements = new Statements(session, keyspace);
    this.find =
        statements.serialRead(
            "SELECT " + COLUMNS + " FROM %s." + table + " WHERE " + holder + " = ?");
    this.holder = holder;
    this.list = statements.plain("SELECT " + holder + ", " + COLUMNS + " FROM %s." + table);
    this.swap =
        statements.conditional(
            "UPDATE %s."
                + table
                + " SET version = :version, trip_id = :trip_id, attempt = :attempt,"
                + " next_trip_id = :next_trip_id, next_attempt = :next_attempt WHERE "
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
    return new Slot(
        row.getLong("version"),
        binding(row.getUuid("trip_id"), row.getUuid("attempt")),
        binding(row.getUuid("next_trip_id"), row.getUuid("next_attempt")));
  }

  private static Binding binding(UUID trip, UUID attempt) {
    return trip == null ? null : new Binding(new TripId(trip), attempt);
  }

  private static UUID trip(Binding binding) {
    return binding == null ? null : binding.trip().value();
  }

  private static UUID attempt(Binding binding) {
    return binding == null ? null : binding.attempt();
  }

  @Override
  public Slot swap(long holder, Slot next) {
    BoundStatement change =
        swap.boundStatementBuilder()
            .setLong("holder", holder)
            .setLong("version", next.version())
            .setUuid("trip_id", trip(next.current()))
            .setUuid("attempt", attempt(next.current()))
            .setUuid("next_trip_id", trip(next.next()))
            .setUuid("next_attempt", attempt(next.next()))
            .set("expected", next.version() == 1 ? null : next.version() - 1, Long.class)
            .build();
    return Statements.trying(
        "slot of " + holder,
        () -> statements.execute(change).wasApplied() ? next : findSlot(holder));
  }
}

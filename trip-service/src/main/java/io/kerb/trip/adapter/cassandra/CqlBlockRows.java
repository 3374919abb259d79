package io.kerb.trip.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.trip.store.Block;
import io.kerb.trip.store.Block.Side;
import io.kerb.trip.store.BlockRows;
import io.kerb.trip.store.BlockRows.Change.Kind;
import java.util.List;
import java.util.Locale;

/** Two tables and the audit, in one logged batch: all of a change comes, if late. */
public final class CqlBlockRows implements BlockRows {
  private static final List<String> BY_RIDER = List.of("blocks_by_rider", "rider_id", "driver_id");
  private static final List<String> BY_DRIVER =
      List.of("blocks_by_driver", "driver_id", "rider_id");

  private final Statements statements;
  private final PreparedStatement putByRider;
  private final PreparedStatement putByDriver;
  private final PreparedStatement removeByRider;
  private final PreparedStatement removeByDriver;
  private final PreparedStatement note;
  private final PreparedStatement listByRider;
  private final PreparedStatement listByDriver;
  private final PreparedStatement listOwn;
  private final PreparedStatement listChanges;

  public CqlBlockRows(CqlSession session, String keyspace) {
    this.statements = new Statements(session, keyspace);
    this.putByRider = put(BY_RIDER);
    this.putByDriver = put(BY_DRIVER);
    this.removeByRider = remove(BY_RIDER);
    this.removeByDriver = remove(BY_DRIVER);
    this.note =
        statements.plain(
            "INSERT INTO %s.block_changes (rider_id, changed_at, driver_id, blocked_by, change,"
                + " actor) VALUES (?, ?, ?, ?, ?, ?)");
    this.listByRider =
        statements.plain("SELECT * FROM %s.blocks_by_rider WHERE rider_id = ? LIMIT ?");
    this.listByDriver =
        statements.plain("SELECT * FROM %s.blocks_by_driver WHERE driver_id = ? LIMIT ?");
    this.listOwn =
        statements.plain(
            "SELECT * FROM %s.blocks_by_driver WHERE driver_id = ? AND blocked_by = ? LIMIT ?");
    this.listChanges =
        statements.plain("SELECT * FROM %s.block_changes WHERE rider_id = ? LIMIT ?");
  }

  private PreparedStatement put(List<String> table) {
    return statements.plain(
        "INSERT INTO %%s.%s (%s, blocked_by, %s, blocked_at) VALUES (?, ?, ?, ?)"
            .formatted(table.toArray()));
  }

  private PreparedStatement remove(List<String> table) {
    return statements.plain(
        "DELETE FROM %%s.%s WHERE %s = ? AND blocked_by = ? AND %s = ?".formatted(table.toArray()));
  }

  @Override
  public void apply(Change change) {
    Block pair = change.block();
    long rider = pair.rider().value();
    long driver = pair.driver().value();
    String by = text(pair.by());
    boolean blocked = change.kind() == Kind.BLOCKED;
    Statement<?> batch =
        BatchStatement.newInstance(DefaultBatchType.LOGGED)
            .addAll(
                blocked
                    ? putByRider.bind(rider, by, driver, pair.at())
                    : removeByRider.bind(rider, by, driver),
                blocked
                    ? putByDriver.bind(driver, by, rider, pair.at())
                    : removeByDriver.bind(driver, by, rider),
                note.bind(rider, change.at(), driver, by, text(change.kind()), change.actor()))
            .setIdempotent(true);
    statements.execute(batch);
  }

  @Override
  public List<Block> listByRider(RiderId rider, int limit) {
    return statements.execute(listByRider.bind(rider.value(), limit)).all().stream()
        .map(row -> read(row))
        .toList();
  }

  @Override
  public List<Block> listByDriver(DriverId driver, int limit) {
    return statements.execute(listByDriver.bind(driver.value(), limit)).all().stream()
        .map(row -> read(row))
        .toList();
  }

  @Override
  public List<Block> listOwn(DriverId driver, int limit) {
    return statements.execute(listOwn.bind(driver.value(), text(Side.DRIVER), limit)).all().stream()
        .map(row -> read(row))
        .toList();
  }

  @Override
  public List<Change> listChanges(RiderId rider, int limit) {
    return statements.execute(listChanges.bind(rider.value(), limit)).all().stream()
        .map(
            row ->
                new Change(
                    pair(row, "changed_at"),
                    Kind.valueOf(row.getString("change").toUpperCase(Locale.ROOT)),
                    row.getString("actor"),
                    row.getInstant("changed_at")))
        .toList();
  }

  private static Block read(Row row) {
    return pair(row, "blocked_at");
  }

  private static Block pair(Row row, String time) {
    return new Block(
        new RiderId(row.getLong("rider_id")),
        new DriverId(row.getLong("driver_id")),
        Side.valueOf(row.getString("blocked_by").toUpperCase(Locale.ROOT)),
        row.getInstant(time));
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

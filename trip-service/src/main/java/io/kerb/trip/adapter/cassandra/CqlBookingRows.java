package io.kerb.trip.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.kerb.location.api.TripId;
import io.kerb.trip.store.BookingRows;
import java.time.Clock;
import java.time.Duration;

/** A partition per time slot: the count in static columns, a row for each trip. */
public final class CqlBookingRows implements BookingRows {
  /** Kept after the slot's time, for the curious. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final Statements statements;
  private final Clock clock;
  private final PreparedStatement find;
  private final PreparedStatement findTrip;
  private final PreparedStatement take;
  private final PreparedStatement giveBack;

  public CqlBookingRows(CqlSession session, String keyspace, Clock clock) {
    this.statements = new Statements(session, keyspace);
    this.clock = clock;
    this.find =
        statements.serialRead(
            "SELECT version, booked FROM %s.booking_slots WHERE market_id = ? AND begins_at = ?"
                + " LIMIT 1");
    this.findTrip =
        statements.serialRead(
            "SELECT trip_id FROM %s.booking_slots WHERE market_id = ? AND begins_at = ? AND"
                + " trip_id = ?");
    this.take =
        statements.conditional(
            "BEGIN BATCH UPDATE %s.booking_slots USING TTL :ttl SET version = :next, booked ="
                + " :booked WHERE market_id = :market AND begins_at = :slot IF version = :expected;"
                + " INSERT INTO %s.booking_slots (market_id, begins_at, trip_id) VALUES (:market,"
                + " :slot, :trip) USING TTL :ttl; APPLY BATCH");
    this.giveBack =
        statements.conditional(
            "BEGIN BATCH UPDATE %s.booking_slots USING TTL :ttl SET version = :next, booked ="
                + " :booked WHERE market_id = :market AND begins_at = :slot IF version = :expected;"
                + " DELETE FROM %s.booking_slots WHERE market_id = :market AND begins_at = :slot"
                + " AND trip_id = :trip; APPLY BATCH");
  }

  @Override
  public Taken findTaken(TimeSlot slot, TripId trip) {
    String market = slot.market().value();
    // The trip first: one that comes in between makes the version stale, and the try is refused.
    boolean holds =
        statements.execute(findTrip.bind(market, slot.beginsAt(), trip.value())).one() != null;
    Row row = statements.execute(find.bind(market, slot.beginsAt())).one();
    return row == null
        ? new Taken(0, 0, holds)
        : new Taken(row.getLong("version"), row.getInt("booked"), holds);
  }

  @Override
  public boolean take(TimeSlot slot, TripId trip, Taken asRead) {
    return change(take, slot, trip, asRead, asRead.booked() + 1);
  }

  @Override
  public boolean giveBack(TimeSlot slot, TripId trip, Taken asRead) {
    return change(giveBack, slot, trip, asRead, asRead.booked() - 1);
  }

  private boolean change(
      PreparedStatement statement, TimeSlot slot, TripId trip, Taken asRead, int booked) {
    return Statements.trying(
        "booking slot " + slot,
        () ->
            statements
                .execute(
                    statement
                        .boundStatementBuilder()
                        .setInt("ttl", ttlS(slot))
                        .setLong("next", asRead.version() + 1)
                        .setInt("booked", booked)
                        .setString("market", slot.market().value())
                        .setInstant("slot", slot.beginsAt())
                        .set(
                            "expected", asRead.version() == 0 ? null : asRead.version(), Long.class)
                        .setUuid("trip", trip.value())
                        .build())
                .wasApplied());
  }

  private int ttlS(TimeSlot slot) {
    Duration left = Duration.between(clock.instant(), slot.beginsAt()).plus(KEPT);
    return (int) Math.max(1, left.toSeconds());
  }
}

package io.kerb.dispatch.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.dispatch.adapter.cassandra.DecisionLine.Chosen;
import io.kerb.dispatch.wire.Candidate;
import io.kerb.dispatch.wire.DecisionRecord;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.TripId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decisions by trip and by time. Rows are named by what they are about, so writing one again
 * changes nothing; they end with their TTL.
 */
public final class DecisionTables {
  /** Most decisions about one trip in an answer: the newest. */
  public static final int BY_TRIP_MAX = 50;

  /** Most lines in one list. */
  public static final int LINES_MAX = 200;

  /** How far back a list looks for its lines. */
  private static final int HOURS_BACK_MAX = 24;

  private final CqlSession session;
  private final PreparedStatement insertByTrip;
  private final PreparedStatement insertByHour;
  private final PreparedStatement selectByTrip;
  private final PreparedStatement selectByHour;

  /**
   * @param keyspace migrated already
   */
  public DecisionTables(CqlSession session, String keyspace) {
    this.session = session;
    this.insertByTrip =
        session.prepare(
            "INSERT INTO "
                + keyspace
                + ".decisions_by_trip (trip_id, decided_at, trip_version, record)"
                + " VALUES (?, ?, ?, ?)");
    this.insertByHour =
        session.prepare(
            "INSERT INTO "
                + keyspace
                + ".decisions_by_hour (market_id, hour, decided_at, trip_id, chosen_driver_id,"
                + " pickup_eta_s, candidates, waited_ms, offer_id)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.selectByTrip =
        session.prepare(
            "SELECT record FROM " + keyspace + ".decisions_by_trip WHERE trip_id = ? LIMIT ?");
    this.selectByHour =
        session.prepare(
            "SELECT * FROM "
                + keyspace
                + ".decisions_by_hour WHERE market_id = ? AND hour = ? LIMIT ?");
  }

  /** Returns when both tables have it. */
  public void write(DecisionRecord decision) {
    var byTrip = session.executeAsync(byTrip(decision)).toCompletableFuture();
    var byHour = session.executeAsync(byHour(decision)).toCompletableFuture();
    byTrip.join();
    byHour.join();
  }

  private BoundStatement byTrip(DecisionRecord decision) {
    return insertByTrip
        .bind(
            TripId.parse(decision.getTripId()).value(),
            Instant.ofEpochMilli(decision.getDecidedAtMs()),
            decision.getTripVersion(),
            ByteBuffer.wrap(decision.toByteArray()))
        .setIdempotent(true);
  }

  private BoundStatement byHour(DecisionRecord decision) {
    Instant decidedAt = Instant.ofEpochMilli(decision.getDecidedAtMs());
    Optional<Candidate> chosen =
        decision.getCandidatesList().stream()
            .filter(c -> c.getDriverId() == decision.getChosenDriverId())
            .findFirst();
    long eligible =
        decision.getCandidatesList().stream().filter(c -> c.getFilteredBy().isEmpty()).count();
    return insertByHour
        .bind(
            decision.getMarketId(),
            decidedAt.truncatedTo(ChronoUnit.HOURS),
            decidedAt,
            TripId.parse(decision.getTripId()).value(),
            chosen.map(Candidate::getDriverId).orElse(null),
            chosen.map(Candidate::getPickupEtaS).orElse(null),
            (int) eligible,
            decision.getWaitedMs(),
            chosen.isPresent() ? decision.getOfferId() : null)
        .setIdempotent(true);
  }

  /** The newest first. */
  public List<DecisionRecord> listByTrip(TripId trip) {
    List<DecisionRecord> decisions = new ArrayList<>();
    for (Row row : session.execute(selectByTrip.bind(trip.value(), BY_TRIP_MAX))) {
      decisions.add(parse(row.getByteBuffer("record")));
    }
    return decisions;
  }

  private static DecisionRecord parse(ByteBuffer record) {
    try {
      return DecisionRecord.parseFrom(record);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("decisions_by_trip holds what is no decision", e);
    }
  }

  /**
   * A market's newest decisions, the newest first, of the last 24 hours.
   *
   * @param limit 1 to {@link #LINES_MAX}
   */
  public List<DecisionLine> listNewest(MarketId market, int limit, Instant now) {
    List<DecisionLine> lines = new ArrayList<>();
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    for (int back = 0; back < HOURS_BACK_MAX && lines.size() < limit; back++) {
      BoundStatement select =
          selectByHour.bind(
              market.value(), hour.minus(Duration.ofHours(back)), limit - lines.size());
      for (Row row : session.execute(select)) {
        lines.add(line(row));
      }
    }
    return lines;
  }

  private static DecisionLine line(Row row) {
    Optional<Chosen> chosen =
        row.isNull("chosen_driver_id")
            ? Optional.empty()
            : Optional.of(
                new Chosen(
                    new DriverId(row.getLong("chosen_driver_id")),
                    row.getInt("pickup_eta_s"),
                    row.getString("offer_id")));
    return new DecisionLine(
        new TripId(row.getUuid("trip_id")),
        row.getInstant("decided_at"),
        row.getInt("candidates"),
        Duration.ofMillis(row.getLong("waited_ms")),
        chosen);
  }
}

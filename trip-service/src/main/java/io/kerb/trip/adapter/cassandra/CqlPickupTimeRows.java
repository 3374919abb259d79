package io.kerb.trip.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.kerb.location.api.MarketId;
import io.kerb.trip.store.PickupTimeRows;
import java.time.Instant;
import java.util.UUID;

/** A row per run of an instance, so that nobody adds to what another reads meanwhile. */
public final class CqlPickupTimeRows implements PickupTimeRows {
  private final Statements statements;
  private final PreparedStatement put;
  private final PreparedStatement find;

  public CqlPickupTimeRows(CqlSession session, String keyspace) {
    this.statements = new Statements(session, keyspace);
    this.put =
        statements.plain(
            "INSERT INTO %s.pickup_times (market_id, hour, run, pickups, sum_s, sum_of_squares)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
    this.find = statements.plain("SELECT * FROM %s.pickup_times WHERE market_id = ? AND hour = ?");
  }

  @Override
  public void put(MarketId market, Instant hour, UUID run, Sums sums) {
    statements.execute(
        put.bind(
            market.value(), hour, run, (long) sums.pickups(), sums.sumS(), sums.sumOfSquares()));
  }

  @Override
  public Sums findSums(MarketId market, Instant hour) {
    Sums sums = Sums.NONE;
    for (Row row : statements.execute(find.bind(market.value(), hour))) {
      sums =
          sums.plus(
              new Sums(
                  row.getLong("pickups"), row.getDouble("sum_s"), row.getDouble("sum_of_squares")));
    }
    return sums;
  }
}

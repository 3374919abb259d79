package io.kerb.pricing.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.kerb.location.api.Cell;
import io.kerb.location.api.MarketId;
import io.kerb.pricing.forecast.DemandDays;
import io.kerb.pricing.forecast.SlotTime;
import io.kerb.runtime.cql.CqlMigrations;
import io.kerb.runtime.cql.CqlSettings;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Days of requests in Cassandra: a partition per market and day, a row per cell. */
public final class CassandraDemandDays implements DemandDays {
  private static final String SERVICE = "pricing";

  private final CqlSession session;
  private final PreparedStatement insertCell;
  private final PreparedStatement markWhole;
  private final PreparedStatement select;

  /** Brings the keyspace up to date first. */
  public CassandraDemandDays(CqlSession session, CqlSettings settings) {
    new CqlMigrations(session, settings).migrate(SERVICE, List.of("V010__demand_days.cql"));
    String table = settings.keyspace(SERVICE) + ".demand_days";
    this.session = session;
    // A day's counts are the same whoever counts them: to write them twice does no harm.
    this.insertCell =
        prepare("INSERT INTO " + table + " (market_id, day, cell, counts) VALUES (?, ?, ?, ?)");
    this.markWhole =
        prepare("INSERT INTO " + table + " (market_id, day, whole) VALUES (?, ?, true)");
    this.select =
        prepare("SELECT whole, cell, counts FROM " + table + " WHERE market_id = ? AND day = ?");
  }

  private PreparedStatement prepare(String statement) {
    return session.prepare(SimpleStatement.newInstance(statement).setIdempotent(true));
  }

  @Override
  public SortedMap<Long, Map<Cell, int[]>> list(MarketId market, long fromDay, long untilDay) {
    SortedMap<Long, Map<Cell, int[]>> days = new TreeMap<>();
    for (long day = fromDay; day < untilDay; day++) {
      Map<Cell, int[]> cells = new HashMap<>();
      boolean whole = false;
      for (Row row : session.execute(select.bind(market.value(), day))) {
        whole = row.getBoolean("whole");
        if (!row.isNull("cell")) {
          cells.put(new Cell(row.getLong("cell")), decode(row.getByteBuffer("counts")));
        }
      }
      if (whole) {
        days.put(day, cells);
      }
    }
    return days;
  }

  @Override
  public void save(MarketId market, long day, Map<Cell, int[]> counts) {
    counts.forEach(
        (cell, slots) ->
            session.execute(insertCell.bind(market.value(), day, cell.id(), encode(slots))));
    session.execute(markWhole.bind(market.value(), day));
  }

  /** Two bytes per slot, the first slot first. */
  private static ByteBuffer encode(int[] slots) {
    ByteBuffer bytes = ByteBuffer.allocate(slots.length * Short.BYTES);
    for (int slot : slots) {
      bytes.putShort((short) Math.min(Short.MAX_VALUE, slot));
    }
    return bytes.flip();
  }

  private static int[] decode(ByteBuffer bytes) {
    int[] slots = new int[SlotTime.PER_DAY];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = bytes.getShort();
    }
    return slots;
  }
}

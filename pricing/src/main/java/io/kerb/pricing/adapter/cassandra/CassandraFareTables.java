package io.kerb.pricing.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.kerb.pricing.adapter.file.FareTableFile;
import io.kerb.pricing.fare.FareArchive;
import io.kerb.pricing.fare.FareTable;
import io.kerb.runtime.cql.CqlSettings;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Fare tables by the digest of their text, kept for ever: a changed file is another table. */
public final class CassandraFareTables implements FareArchive {
  private final CqlSession session;
  private final String table;
  private final Clock clock;
  private final Map<String, FareTable> read = new ConcurrentHashMap<>();

  public CassandraFareTables(CqlSession session, CqlSettings settings, Clock clock) {
    PricingKeyspace.migrate(session, settings);
    this.session = session;
    this.table = settings.keyspace(PricingKeyspace.SERVICE) + ".fare_tables";
    this.clock = clock;
  }

  @Override
  public void keep(FareTable fares) {
    if (find(fares.digest()).isPresent()) {
      return;
    }
    session.execute(
        SimpleStatement.newInstance(
                "INSERT INTO "
                    + table
                    + " (digest, version, first_kept_at, content)"
                    + " VALUES (?, ?, ?, ?)",
                fares.digest(),
                fares.version(),
                clock.instant(),
                fares.text())
            .setIdempotent(true));
  }

  /** Asked once a table: there are as many as an operator has changed the file in a month. */
  @Override
  public Optional<FareTable> find(String digest) {
    FareTable known = read.get(digest);
    if (known != null) {
      return Optional.of(known);
    }
    Row row =
        session
            .execute(
                SimpleStatement.newInstance(
                        "SELECT content FROM " + table + " WHERE digest = ?", digest)
                    .setIdempotent(true))
            .one();
    Optional<FareTable> found =
        Optional.ofNullable(row)
            .map(kept -> FareTableFile.read("fare table " + digest, kept.getString("content")));
    found.ifPresent(fares -> read.put(digest, fares));
    return found;
  }
}

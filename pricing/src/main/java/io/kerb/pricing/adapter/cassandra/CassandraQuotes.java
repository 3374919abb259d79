package io.kerb.pricing.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.kerb.pricing.adapter.QuoteCodec;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.quote.QuoteStore;
import io.kerb.runtime.cql.CqlMigrations;
import io.kerb.runtime.cql.CqlSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Quotes in Cassandra, each a row that expires by itself. */
public final class CassandraQuotes implements QuoteStore {
  private static final String SERVICE = "pricing";

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  /**
   * Brings the keyspace up to date first.
   *
   * @param keptFor from a quote's making; longer than it is valid, so that a late rider is told
   *     "expired" and not "never heard of it"
   */
  public CassandraQuotes(CqlSession session, CqlSettings settings, Duration keptFor) {
    new CqlMigrations(session, settings).migrate(SERVICE, List.of("V001__quotes.cql"));
    String table = settings.keyspace(SERVICE) + ".quotes";
    this.session = session;
    // A quote is written once and under its own id: to write it twice does no harm.
    this.insert =
        session.prepare(
            SimpleStatement.newInstance(
                    "INSERT INTO "
                        + table
                        + " (quote_id, rider_id, market_id, product_id, expires_at, quote)"
                        + " VALUES (?, ?, ?, ?, ?, ?) USING TTL "
                        + keptFor.toSeconds())
                .setIdempotent(true));
    this.select =
        session.prepare(
            SimpleStatement.newInstance("SELECT quote FROM " + table + " WHERE quote_id = ?")
                .setIdempotent(true));
  }

  @Override
  public void add(Quote quote) {
    session.execute(
        insert.bind(
            quote.quoteId().value(),
            quote.rider().value(),
            quote.market().value(),
            quote.product().value(),
            quote.expiresAt(),
            QuoteCodec.encode(quote)));
  }

  @Override
  public Optional<Quote> find(QuoteId id) {
    Row row = session.execute(select.bind(id.value())).one();
    return Optional.ofNullable(row).map(found -> QuoteCodec.decode(found.getString("quote")));
  }
}

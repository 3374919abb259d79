package io.kerb.pricing.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.kerb.pricing.adapter.QuoteCodec;
import io.kerb.pricing.adapter.QuoteSigner;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.quote.QuoteStore;
import io.kerb.pricing.quote.StoredQuote;
import io.kerb.runtime.cql.CqlSettings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** Quotes in Cassandra, each a signed row that expires by itself. */
public final class CassandraQuotes implements QuoteStore {
  private final CqlSession session;
  private final QuoteSigner signer;
  private final QuoteRows rows;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  /**
   * Brings the keyspace up to date first.
   *
   * @param keptFor from a quote's making; longer than it is valid, so that its price can be
   *     explained and a ride repriced
   */
  public CassandraQuotes(
      CqlSession session, CqlSettings settings, QuoteSigner signer, Duration keptFor) {
    PricingKeyspace.migrate(session, settings);
    this.session = session;
    this.signer = signer;
    this.rows = new QuoteRows(signer);
    String table = settings.keyspace(PricingKeyspace.SERVICE) + ".quotes";
    // A quote is written once and under its own id: to write it twice does no harm.
    this.insert =
        session.prepare(
            SimpleStatement.newInstance(
                    "INSERT INTO "
                        + table
                        + " (quote_id, rider_id, market_id, product_id, expires_at, quote,"
                        + " signature) VALUES (?, ?, ?, ?, ?, ?, ?) USING TTL "
                        + keptFor.toSeconds())
                .setIdempotent(true));
    this.select =
        session.prepare(
            SimpleStatement.newInstance(QuoteRows.select(table) + " WHERE quote_id = ?")
                .setIdempotent(true));
  }

  @Override
  public void add(Quote quote) {
    String text = QuoteCodec.encode(quote);
    session.execute(
        insert.bind(
            quote.quoteId().value(),
            quote.rider().value(),
            quote.market().value(),
            quote.product().value(),
            quote.expiresAt(),
            text,
            ByteBuffer.wrap(signer.sign(text))));
  }

  @Override
  public Optional<StoredQuote> find(QuoteId id) {
    return Optional.ofNullable(session.execute(select.bind(id.value())).one()).map(rows::read);
  }
}

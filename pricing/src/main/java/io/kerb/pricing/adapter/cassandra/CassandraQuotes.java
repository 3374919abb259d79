package io.kerb.pricing.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.kerb.pricing.adapter.QuoteCodec;
import io.kerb.pricing.adapter.QuoteSigner;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.api.QuoteNotGenuineException;
import io.kerb.pricing.quote.QuoteStore;
import io.kerb.pricing.quote.StoredQuote;
import io.kerb.pricing.quote.StoredQuote.Seal;
import io.kerb.runtime.cql.CqlSettings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Quotes in Cassandra, each a signed row that expires by itself. */
public final class CassandraQuotes implements QuoteStore {
  private static final int SCAN_PAGE = 200;

  private final CqlSession session;
  private final QuoteSigner signer;
  private final String table;
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
    this.table = settings.keyspace(PricingKeyspace.SERVICE) + ".quotes";
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
            SimpleStatement.newInstance(
                    "SELECT quote_id, quote, signature FROM " + table + " WHERE quote_id = ?")
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
    return Optional.ofNullable(session.execute(select.bind(id.value())).one()).map(this::read);
  }

  /**
   * Every quote that is kept, in no order, a page at a time; with an empty one for a row that holds
   * no quote.
   */
  public void scan(BiConsumer<QuoteId, Optional<StoredQuote>> visitor) {
    SimpleStatement all =
        SimpleStatement.newInstance("SELECT quote_id, quote, signature FROM " + table)
            .setPageSize(SCAN_PAGE)
            .setIdempotent(true);
    for (Row row : session.execute(all)) {
      visitor.accept(idOf(row), readable(row));
    }
  }

  private Optional<StoredQuote> readable(Row row) {
    try {
      return Optional.of(read(row));
    } catch (QuoteNotGenuineException e) {
      return Optional.empty();
    }
  }

  private StoredQuote read(Row row) {
    QuoteId id = idOf(row);
    String text = row.getString("quote");
    ByteBuffer signature = row.getByteBuffer("signature");
    try {
      Quote quote = QuoteCodec.decode(text);
      return new StoredQuote(quote, seal(id, quote, text, signature));
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new QuoteNotGenuineException(id);
    }
  }

  /** A genuine quote under another's id is no genuine one. */
  private Seal seal(QuoteId id, Quote quote, String text, ByteBuffer signature) {
    if (signature == null) {
      return quote.quoteId().equals(id) ? Seal.UNSIGNED : Seal.BROKEN;
    }
    byte[] given = new byte[signature.remaining()];
    signature.get(given);
    return quote.quoteId().equals(id) && signer.isOurs(text, given) ? Seal.GENUINE : Seal.BROKEN;
  }

  private static QuoteId idOf(Row row) {
    UUID id = row.getUuid("quote_id");
    if (id == null) {
      throw new IllegalStateException("a row of quotes without its key");
    }
    return new QuoteId(id);
  }
}

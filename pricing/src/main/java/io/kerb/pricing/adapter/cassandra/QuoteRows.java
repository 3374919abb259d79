package io.kerb.pricing.adapter.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.kerb.pricing.adapter.QuoteCodec;
import io.kerb.pricing.adapter.QuoteSigner;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.api.QuoteNotGenuineException;
import io.kerb.pricing.quote.StoredQuote;
import io.kerb.pricing.quote.StoredQuote.Seal;
import java.nio.ByteBuffer;

/** A row of quotes into a quote, with what its signature says. */
final class QuoteRows {
  private final QuoteSigner signer;

  QuoteRows(QuoteSigner signer) {
    this.signer = signer;
  }

  static String select(String table) {
    return "SELECT quote_id, quote, signature FROM " + table;
  }

  static QuoteId idOf(Row row) {
    return new QuoteId(row.getUuid("quote_id"));
  }

  /**
   * @throws QuoteNotGenuineException if the row holds no quote
   */
  StoredQuote read(Row row) {
    QuoteId id = idOf(row);
    String text = row.getString("quote");
    if (text == null) {
      throw new QuoteNotGenuineException(id);
    }
    try {
      Quote quote = QuoteCodec.decode(text);
      return new StoredQuote(quote, seal(id, quote, text, row.getByteBuffer("signature")));
    } catch (IllegalArgumentException e) {
      throw new QuoteNotGenuineException(id);
    }
  }

  /** A genuine quote under another's id is no genuine one. */
  private Seal seal(QuoteId id, Quote quote, String text, ByteBuffer signature) {
    if (!quote.quoteId().equals(id)) {
      return Seal.BROKEN;
    }
    if (signature == null) {
      return Seal.UNSIGNED;
    }
    byte[] given = new byte[signature.remaining()];
    signature.get(given);
    return signer.isOurs(text, given) ? Seal.GENUINE : Seal.BROKEN;
  }
}

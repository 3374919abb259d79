package io.kerb.pricing.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import io.kerb.pricing.TestQuotes;
import io.kerb.pricing.adapter.QuoteSigner;
import io.kerb.pricing.adapter.TestSession;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.quote.QuoteIds;
import io.kerb.pricing.quote.StoredQuote;
import io.kerb.pricing.quote.StoredQuote.Seal;
import io.kerb.runtime.cql.CqlSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineStack.class)
final class CassandraQuotesIT {
  private static final Instant NOW = Instant.parse("2026-06-03T12:00:00.123Z");
  private static final QuoteSigner SIGNER = new QuoteSigner(new byte[32]);
  private static final Random RANDOM = new Random(1);

  private static CqlSession session;
  private static CqlSettings settings;
  private static CassandraQuotes quotes;

  @BeforeAll
  static void open(Engines engines) {
    session = TestSession.open(engines);
    settings = TestSession.ownKeyspaces();
    quotes = new CassandraQuotes(session, settings, SIGNER, Duration.ofHours(1));
  }

  @AfterAll
  static void close() {
    session.execute(
        SimpleStatement.newInstance("DROP KEYSPACE " + settings.keyspace("pricing"))
            .setTimeout(Duration.ofSeconds(20)));
    session.close();
  }

  @Test
  void aQuoteIsReadBackAsItWasStored() {
    Quote quote = TestQuotes.quote(QuoteIds.next(NOW, RANDOM), NOW);

    quotes.add(quote);

    assertThat(quotes.find(quote.quoteId())).contains(new StoredQuote(quote, Seal.GENUINE));
  }

  @Test
  void aQuoteThatNobodyMadeIsNotFound() {
    assertThat(quotes.find(QuoteIds.next(NOW, RANDOM))).isEmpty();
  }

  @Test
  void aRowOutlivesTheQuotesValidityAndThenGoes() {
    Quote quote = TestQuotes.quote(QuoteIds.next(NOW, RANDOM), NOW);
    quotes.add(quote);

    Row row =
        session
            .execute(
                "SELECT ttl(quote) AS left FROM "
                    + settings.keyspace("pricing")
                    + ".quotes WHERE quote_id = "
                    + quote.quoteId())
            .one();

    assertThat(row.getInt("left")).isBetween(3_500, 3_600);
  }
}

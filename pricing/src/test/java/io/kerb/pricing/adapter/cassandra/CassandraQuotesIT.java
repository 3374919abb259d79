package io.kerb.pricing.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import io.kerb.pricing.TestQuotes;
import io.kerb.pricing.adapter.QuoteCodec;
import io.kerb.pricing.adapter.QuoteSigner;
import io.kerb.pricing.adapter.TestSession;
import io.kerb.pricing.adapter.file.FareTableFile;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteNotGenuineException;
import io.kerb.pricing.fare.FareTable;
import io.kerb.pricing.quote.QuoteIds;
import io.kerb.pricing.quote.StoredQuote;
import io.kerb.pricing.quote.StoredQuote.Seal;
import io.kerb.runtime.cql.CqlSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
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

  @Test
  void aChangedQuoteAndOneUnderAnothersIdAreNotFirm() {
    Quote cheap = TestQuotes.quote(QuoteIds.next(NOW, RANDOM), NOW);
    Quote other = TestQuotes.quote(QuoteIds.next(NOW, RANDOM), NOW);
    quotes.add(cheap);
    quotes.add(other);
    update("quote = '" + text(cheap).replace("\"fare_minor\":", "\"fare_minor\":-") + "'", cheap);

    StoredQuote changed = quotes.find(cheap.quoteId()).orElseThrow();
    assertThat(changed.seal()).isEqualTo(Seal.BROKEN);
    assertThatThrownBy(changed::firm).isInstanceOf(QuoteNotGenuineException.class);
    assertThatThrownBy(changed::unbroken).isInstanceOf(QuoteNotGenuineException.class);
    assertThat(report().different())
        .extracting(QuoteReplay.Difference::quoteId)
        .contains(cheap.quoteId().toString())
        .doesNotContain(other.quoteId().toString());

    update("quote = '" + text(other) + "', signature = " + signature(other), cheap);
    assertThat(quotes.find(cheap.quoteId()).orElseThrow().seal()).isEqualTo(Seal.BROKEN);

    update("quote = 'nothing'", cheap);
    assertThatThrownBy(() -> quotes.find(cheap.quoteId()))
        .isInstanceOf(QuoteNotGenuineException.class);
    session.execute("TRUNCATE " + table());
  }

  @Test
  void aQuoteFromBeforeSignaturesExplainsAndRepricesButMakesNoTrip() {
    Quote old = TestQuotes.quote(QuoteIds.next(NOW, RANDOM), NOW);
    quotes.add(old);
    update("signature = null", old);

    StoredQuote stored = quotes.find(old.quoteId()).orElseThrow();
    assertThat(stored.seal()).isEqualTo(Seal.UNSIGNED);
    assertThat(stored.unbroken()).isEqualTo(old);
    assertThatThrownBy(stored::firm).isInstanceOf(QuoteNotGenuineException.class);
    assertThat(report().unsigned()).isEqualTo(1);
    session.execute("TRUNCATE " + table());
  }

  @Test
  void aFareTableIsKeptAsItWasWritten() {
    Clock clock = Clock.systemUTC();
    FareTable table = FareTableFile.readDefaults();
    new CassandraFareTables(session, settings, clock).keep(table);

    CassandraFareTables another = new CassandraFareTables(session, settings, clock);
    assertThat(another.find(table.digest()).orElseThrow().text()).isEqualTo(table.text());
    assertThat(another.find("nothing")).isEmpty();
  }

  private static QuoteReplay.Report report() {
    return new QuoteReplay(session, settings, SIGNER).run();
  }

  private static String text(Quote quote) {
    return QuoteCodec.encode(quote);
  }

  private static String signature(Quote quote) {
    return "0x" + HexFormat.of().formatHex(SIGNER.sign(text(quote)));
  }

  private static void update(String what, Quote quote) {
    session.execute("UPDATE " + table() + " SET " + what + " WHERE quote_id = " + quote.quoteId());
  }

  private static String table() {
    return settings.keyspace("pricing") + ".quotes";
  }
}

package io.kerb.pricing.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.kerb.pricing.adapter.QuoteSigner;
import io.kerb.pricing.api.FarePart;
import io.kerb.pricing.api.Money;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteNotGenuineException;
import io.kerb.pricing.quote.StoredQuote;
import io.kerb.pricing.quote.StoredQuote.Seal;
import io.kerb.runtime.cql.CqlSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the price of every kept quote once more of what is stored of it; may run beside running
 * servers, and changes nothing but an outdated schema.
 */
public final class QuoteReplay {
  /** Of which more are counted, but not listed. */
  public static final int DIFFERENT_MAX = 1_000;

  private static final int PAGE = 200;
  private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(30);

  private final CqlSession session;
  private final String table;
  private final QuoteRows rows;

  public QuoteReplay(CqlSession session, CqlSettings settings, QuoteSigner signer) {
    PricingKeyspace.migrate(session, settings);
    this.session = session;
    this.table = settings.keyspace(PricingKeyspace.SERVICE) + ".quotes";
    this.rows = new QuoteRows(signer);
  }

  /**
   * @param different at most {@link #DIFFERENT_MAX}
   * @param differentCount all of them
   */
  public record Report(
      long quotes, long unsigned, long differentCount, List<Difference> different) {}

  /** A quote that is not what it was, and how that shows. */
  public record Difference(String quoteId, String reason) {}

  public Report run() {
    SimpleStatement all =
        SimpleStatement.newInstance(QuoteRows.select(table))
            .setPageSize(PAGE)
            .setTimeout(PAGE_TIMEOUT)
            .setIdempotent(true);
    long quotes = 0;
    long unsigned = 0;
    long count = 0;
    List<Difference> different = new ArrayList<>();
    for (Row row : session.execute(all)) {
      quotes++;
      Replayed replayed = replay(row);
      unsigned += replayed.unsigned ? 1 : 0;
      if (replayed.complaint.isPresent()) {
        count++;
        if (different.size() < DIFFERENT_MAX) {
          different.add(new Difference(QuoteRows.idOf(row).toString(), replayed.complaint.get()));
        }
      }
    }
    return new Report(quotes, unsigned, count, different);
  }

  private record Replayed(boolean unsigned, Optional<String> complaint) {}

  private Replayed replay(Row row) {
    try {
      StoredQuote stored = rows.read(row);
      return new Replayed(stored.seal() == Seal.UNSIGNED, complaint(stored));
    } catch (QuoteNotGenuineException e) {
      return new Replayed(false, Optional.of("the row holds no quote"));
    }
  }

  private static Optional<String> complaint(StoredQuote stored) {
    Quote quote = stored.quote();
    if (stored.seal() == Seal.BROKEN) {
      return Optional.of("the signature does not fit what is stored");
    }
    Money replayed = quote.replay();
    if (!replayed.equals(quote.fare())) {
      return Optional.of("quoted " + quote.fare() + ", replayed " + replayed);
    }
    long told =
        quote.rules().parts(quote.basis(), quote.surgeMultiplier()).stream()
            .mapToLong(FarePart::amountMinor)
            .sum();
    return told == replayed.amountMinor()
        ? Optional.empty()
        : Optional.of("quoted " + replayed + ", but its parts sum to " + told);
  }
}

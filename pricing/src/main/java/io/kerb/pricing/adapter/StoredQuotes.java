package io.kerb.pricing.adapter;

import io.kerb.location.api.LatLng;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.api.QuoteLookup;
import io.kerb.pricing.quote.QuoteAnswer;
import io.kerb.pricing.quote.QuoteStore;
import io.kerb.pricing.quote.Quoter;
import io.kerb.pricing.quote.StoredQuote;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What other services ask of pricing, in process. */
public final class StoredQuotes implements QuoteLookup {
  private final QuoteStore store;
  private final Quoter quoter;

  public StoredQuotes(QuoteStore store, Quoter quoter) {
    this.store = store;
    this.quoter = quoter;
  }

  @Override
  public Optional<Quote> findQuote(QuoteId id) {
    return store.find(id).map(StoredQuote::firm);
  }

  @Override
  public Quote reprice(QuoteId id, LatLng newDropoff) {
    QuoteAnswer answer = repriced(id, newDropoff);
    if (answer instanceof QuoteAnswer.Refused refused) {
      throw new IllegalArgumentException(Refusals.problem(refused.refusal()).detail());
    }
    return ((QuoteAnswer.Quoted) answer).quote();
  }

  /** As {@link #reprice}, with the refusal as a value. */
  public QuoteAnswer repriced(QuoteId id, LatLng newDropoff) {
    StoredQuote stored =
        store.find(id).orElseThrow(() -> new NoSuchElementException("no quote " + id));
    return quoter.reprice(stored.unbroken(), newDropoff);
  }
}

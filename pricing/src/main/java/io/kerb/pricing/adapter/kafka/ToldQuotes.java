package io.kerb.pricing.adapter.kafka;

import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.quote.QuoteStore;
import io.kerb.pricing.quote.StoredQuote;
import java.util.Optional;

/** A store whose new quotes are told to the surge's owner. */
public final class ToldQuotes implements QuoteStore {
  private final QuoteStore store;
  private final QuoteNews news;

  public ToldQuotes(QuoteStore store, QuoteNews news) {
    this.store = store;
    this.news = news;
  }

  @Override
  public void add(Quote quote) {
    store.add(quote);
    news.tell(quote);
  }

  @Override
  public Optional<StoredQuote> find(QuoteId id) {
    return store.find(id);
  }
}

package io.kerb.pricing.quote;

import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import java.util.Optional;

/** Keeps quotes for a while beyond their validity. */
public interface QuoteStore {

  /** Has kept it when this returns. */
  void add(Quote quote);

  /**
   * @throws io.kerb.pricing.api.QuoteNotGenuineException if there is something, but no quote
   */
  Optional<StoredQuote> find(QuoteId id);
}

package io.kerb.pricing.quote;

import io.kerb.pricing.api.Quote;

/** A firm price, or why there is none. */
public sealed interface QuoteAnswer {
  record Quoted(Quote quote) implements QuoteAnswer {}

  record Refused(QuoteRefusal refusal) implements QuoteAnswer {}
}

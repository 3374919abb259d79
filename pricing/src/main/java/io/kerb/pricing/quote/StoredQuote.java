package io.kerb.pricing.quote;

import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteNotGenuineException;

/** A quote as it was found, and whether it is as it was made. */
public record StoredQuote(Quote quote, Seal seal) {

  /** What its signature says. */
  public enum Seal {
    GENUINE,
    /** From before quotes were signed. */
    UNSIGNED,
    BROKEN
  }

  /**
   * The quote, if a trip may be made of it.
   *
   * @throws QuoteNotGenuineException unless its signature proves that it is ours: a missing one
   *     proves nothing, and the quotes of before are long expired
   */
  public Quote firm() {
    if (seal != Seal.GENUINE) {
      throw new QuoteNotGenuineException(quote.quoteId());
    }
    return quote;
  }

  /**
   * The quote, if a ride that was made of it may be repriced by it.
   *
   * @throws QuoteNotGenuineException if it was changed; one without a signature may be of a ride
   *     that was under way when this version came
   */
  public Quote unbroken() {
    if (seal == Seal.BROKEN) {
      throw new QuoteNotGenuineException(quote.quoteId());
    }
    return quote;
  }
}

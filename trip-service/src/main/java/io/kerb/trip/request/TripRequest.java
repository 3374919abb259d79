package io.kerb.trip.request;

import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.QuoteId;
import java.time.Instant;

/**
 * What a rider posts.
 *
 * @param scheduledAt null for now
 * @param key the Idempotency-Key
 * @param payload a digest of the body, to tell a repeat from another request
 */
public record TripRequest(
    RiderId rider,
    QuoteId quote,
    Instant scheduledAt,
    String key,
    String payload,
    String traceparent) {
  public TripId trip() {
    return TripId.ofQuote(quote.value());
  }
}

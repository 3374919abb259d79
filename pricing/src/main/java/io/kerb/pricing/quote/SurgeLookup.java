package io.kerb.pricing.quote;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.api.SurgeQuote;
import java.time.Instant;

/** What multiplies the fare of a pickup here, now, and why? */
@FunctionalInterface
public interface SurgeLookup {
  SurgeQuote entry(MarketId market, LatLng pickup, ProductId product, Instant now);
}

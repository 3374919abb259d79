package io.kerb.pricing.quote;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import java.math.BigDecimal;
import java.time.Instant;

/** What multiplies the fare of a pickup here, now? */
@FunctionalInterface
public interface SurgeLookup {
  BigDecimal multiplier(MarketId market, LatLng pickup, Instant now);
}

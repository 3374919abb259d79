package io.kerb.dispatch.offer;

import io.kerb.dispatch.api.OfferId;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.time.Instant;

/** What happened to an offer. The only events that change the {@link OfferBook}. */
public sealed interface OfferEvent permits OfferMade, OfferClosed {
  OfferId offer();

  TripId trip();

  DriverId driver();

  Instant occurredAt();
}

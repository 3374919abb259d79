package io.kerb.trip.adapter.push;

import io.kerb.dispatch.wire.OfferEvent;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/**
 * An offer is over.
 *
 * @param reason accepted, declined, expired or withdrawn
 */
@Introspected
public record OfferClosedView(String offerId, String tripId, String driverId, String reason) {
  static OfferClosedView of(OfferEvent event) {
    return new OfferClosedView(
        event.getOfferId(),
        event.getTripId(),
        Long.toString(event.getDriverId()),
        event.getClosed().getReason().name().toLowerCase(Locale.ROOT));
  }
}

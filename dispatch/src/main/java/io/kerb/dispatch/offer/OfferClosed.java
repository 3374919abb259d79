package io.kerb.dispatch.offer;

import io.kerb.dispatch.api.OfferId;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.time.Instant;

/** An offer is over. */
public record OfferClosed(
    OfferId offer,
    TripId trip,
    DriverId driver,
    CloseReason reason,
    Instant occurredAt,
    String traceparent)
    implements OfferEvent {}

package io.kerb.trip.adapter.push;

import io.kerb.dispatch.wire.OfferEvent;
import io.kerb.dispatch.wire.OfferMade;
import io.kerb.location.api.LatLng;
import io.kerb.trip.adapter.http.Amount;
import io.kerb.trip.adapter.http.Place;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;

/** An open offer as its driver sees it. */
@Introspected
public record OfferView(
    String offerId,
    String tripId,
    String driverId,
    String productId,
    Place pickup,
    Place dropoff,
    List<Place> stops,
    int pickupEtaS,
    int pickupDistanceM,
    Amount fare,
    long tripDistanceM,
    long tripDurationS,
    Instant createdAt,
    Instant expiresAt) {

  static OfferView of(OfferEvent event) {
    OfferMade made = event.getMade();
    return new OfferView(
        event.getOfferId(),
        event.getTripId(),
        Long.toString(event.getDriverId()),
        made.getProductId(),
        place(made.getPickup()),
        place(made.getDropoff()),
        made.getStopsList().stream().map(OfferView::place).toList(),
        made.getPickupEtaS(),
        made.getPickupDistanceM(),
        Amount.of(made.getFare()),
        made.getTripDistanceM(),
        made.getTripDurationS(),
        Instant.ofEpochMilli(event.getOccurredAtMs()),
        Instant.ofEpochMilli(made.getExpiresAtMs()));
  }

  private static Place place(io.kerb.dispatch.wire.Place place) {
    return Place.of(LatLng.ofE7(place.getLatitudeE7(), place.getLongitudeE7()));
  }
}

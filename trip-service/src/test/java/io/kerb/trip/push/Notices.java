package io.kerb.trip.push;

import io.kerb.dispatch.api.OfferId;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Notices of a tiny city: one rider, two drivers. */
final class Notices {
  static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  static final Duration OFFER_TTL = Duration.ofSeconds(15);
  static final RiderId RIDER = new RiderId(7);
  static final DriverId DRIVER = new DriverId(21);
  static final DriverId OTHER_DRIVER = new DriverId(22);

  private Notices() {}

  static TripId trip(int number) {
    return new TripId(new UUID(0, number));
  }

  static Notice.TripChanged changed(int trip, long version) {
    return changed(trip, version, NOON.plusSeconds(version));
  }

  static Notice.TripChanged changed(int trip, long version, Instant at) {
    return new Notice.TripChanged(
        trip(trip), version, RIDER, Set.of(DRIVER), at, viewer -> "{\"version\":" + version + "}");
  }

  static Notice.OfferMade made(String offer, DriverId driver, Instant at) {
    return new Notice.OfferMade(
        new OfferId(offer), trip(1), driver, at.plus(OFFER_TTL), viewer -> "{}");
  }

  static Notice.OfferClosed closed(String offer, DriverId driver, Instant at) {
    return new Notice.OfferClosed(new OfferId(offer), trip(1), driver, at, viewer -> "{}");
  }

  static Notice.DriverMoved moved(int trip, String where) {
    return new Notice.DriverMoved(trip(trip), RIDER, viewer -> where);
  }
}

package io.kerb.dispatch.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.dispatch.api.OfferId;
import io.kerb.dispatch.offer.CloseReason;
import io.kerb.dispatch.offer.OfferClosed;
import io.kerb.dispatch.offer.OfferEvent;
import io.kerb.dispatch.offer.OfferMade;
import io.kerb.dispatch.request.Ride;
import io.kerb.dispatch.wire.Place;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.PricingWire;
import io.kerb.runtime.kafka.PoisonException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The wire form of offer events, both ways: a successor reads what its predecessor wrote. */
final class OfferEventCodec {
  private static final long MADE = 1;
  private static final long CLOSED = 2;

  private OfferEventCodec() {}

  static io.kerb.dispatch.wire.OfferEvent write(OfferEvent event, MarketId market) {
    long version = event instanceof OfferMade ? MADE : CLOSED;
    var wire =
        io.kerb.dispatch.wire.OfferEvent.newBuilder()
            .setEventId(eventId(event.offer(), version))
            .setMarketId(market.value())
            .setOfferId(event.offer().text())
            .setTripId(event.trip().toString())
            .setDriverId(event.driver().value())
            .setVersion(version)
            .setOccurredAtMs(event.occurredAt().toEpochMilli());
    if (event instanceof OfferMade made) {
      wire.setMade(made(made)).setTraceparent(made.traceparent());
    } else if (event instanceof OfferClosed closed) {
      wire.setClosed(
              io.kerb.dispatch.wire.OfferClosed.newBuilder().setReason(reason(closed.reason())))
          .setTraceparent(closed.traceparent());
    }
    return wire.build();
  }

  /** The same event has the same id, whoever writes it. */
  private static String eventId(OfferId offer, long version) {
    return UUID.nameUUIDFromBytes(
            (offer.text() + ":" + version).getBytes(StandardCharsets.US_ASCII))
        .toString();
  }

  private static io.kerb.dispatch.wire.OfferMade made(OfferMade made) {
    Ride ride = made.ride();
    return io.kerb.dispatch.wire.OfferMade.newBuilder()
        .setPickup(place(ride.pickup()))
        .setDropoff(place(ride.dropoff()))
        .addAllStops(ride.stops().stream().map(OfferEventCodec::place).toList())
        .setProductId(ride.product().value())
        .setRiderId(ride.rider().value())
        .setTripVersion(made.tripVersion())
        .setReplacesDriverId(made.replaces().map(DriverId::value).orElse(0L))
        .setExpiresAtMs(made.expiresAt().toEpochMilli())
        .setPickupEtaS(made.pickupEtaS())
        .setPickupDistanceM(made.pickupDistanceM())
        .setFare(PricingWire.toWire(ride.fare()))
        .setTripDistanceM(ride.distanceM())
        .setTripDurationS(ride.durationS())
        .build();
  }

  /**
   * @throws PoisonException if this is no offer event
   */
  static OfferEvent read(byte[] value) {
    try {
      var wire = io.kerb.dispatch.wire.OfferEvent.parseFrom(value);
      return switch (wire.getEventCase()) {
        case MADE -> readMade(wire);
        case CLOSED ->
            new OfferClosed(
                new OfferId(wire.getOfferId()),
                TripId.parse(wire.getTripId()),
                new DriverId(wire.getDriverId()),
                reason(wire.getClosed().getReason()),
                Instant.ofEpochMilli(wire.getOccurredAtMs()),
                wire.getTraceparent());
        case EVENT_NOT_SET -> throw new IllegalArgumentException("it says nothing");
      };
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new PoisonException("not an offer event: " + e.getMessage(), e);
    }
  }

  private static OfferMade readMade(io.kerb.dispatch.wire.OfferEvent wire) {
    var made = wire.getMade();
    Ride ride =
        new Ride(
            TripId.parse(wire.getTripId()),
            new RiderId(made.getRiderId()),
            new ProductId(made.getProductId()),
            place(made.getPickup()),
            place(made.getDropoff()),
            made.getStopsList().stream().map(OfferEventCodec::place).toList(),
            PricingWire.fromWire(made.getFare()),
            made.getTripDistanceM(),
            made.getTripDurationS());
    return new OfferMade(
        new OfferId(wire.getOfferId()),
        ride,
        made.getTripVersion(),
        new DriverId(wire.getDriverId()),
        Optional.of(made.getReplacesDriverId()).filter(id -> id != 0).map(DriverId::new),
        Instant.ofEpochMilli(wire.getOccurredAtMs()),
        Instant.ofEpochMilli(made.getExpiresAtMs()),
        made.getPickupEtaS(),
        made.getPickupDistanceM(),
        wire.getTraceparent());
  }

  static Place place(LatLng place) {
    return Place.newBuilder()
        .setLatitudeE7(place.latitudeE7())
        .setLongitudeE7(place.longitudeE7())
        .build();
  }

  static LatLng place(Place place) {
    return LatLng.ofE7(place.getLatitudeE7(), place.getLongitudeE7());
  }

  private static io.kerb.dispatch.wire.OfferClosed.Reason reason(CloseReason reason) {
    return io.kerb.dispatch.wire.OfferClosed.Reason.valueOf(reason.name());
  }

  private static CloseReason reason(io.kerb.dispatch.wire.OfferClosed.Reason reason) {
    return CloseReason.valueOf(reason.name());
  }
}

package io.kerb.trip.adapter.codec;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.FareBasis;
import io.kerb.pricing.api.Money;
import io.kerb.pricing.api.PricingWire;
import io.kerb.pricing.api.QuoteId;
import io.kerb.trip.aggregate.Ride;
import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripState;
import io.kerb.trip.aggregate.TripState.Accepted;
import io.kerb.trip.aggregate.TripState.Arriving;
import io.kerb.trip.aggregate.TripState.Completed;
import io.kerb.trip.aggregate.TripState.DriverCanceled;
import io.kerb.trip.aggregate.TripState.InProgress;
import io.kerb.trip.aggregate.TripState.NoDriversAvailable;
import io.kerb.trip.aggregate.TripState.Open;
import io.kerb.trip.aggregate.TripState.Processing;
import io.kerb.trip.aggregate.TripState.RiderCanceled;
import io.kerb.trip.aggregate.TripState.Scheduled;
import io.kerb.trip.aggregate.TripState.WithDriver;
import io.kerb.trip.wire.TripPlace;
import io.kerb.trip.wire.TripSnapshot;
import io.kerb.trip.wire.TripStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A trip's whole state as bytes: what is stored, and what every event carries. Lossless. */
public final class SnapshotCodec {
  private SnapshotCodec() {}

  public static TripSnapshot toWire(Trip trip) {
    Ride ride = trip.ride();
    TripSnapshot.Builder wire =
        TripSnapshot.newBuilder()
            .setTripId(ride.tripId().toString())
            .setVersion(trip.version())
            .setStatus(TripStatus.valueOf(trip.status().name()))
            .setMarketId(ride.market().value())
            .setProductId(ride.product().value())
            .setQuoteId(ride.quoteId().toString())
            .setRiderId(ride.rider().value())
            .setFareRules(PricingWire.toWire(ride.rules()))
            .setSurgeMultiplier(ride.surgeMultiplier().toPlainString())
            .setFareBasis(PricingWire.toWire(ride.basis()))
            .setFare(PricingWire.toWire(ride.fare()))
            .setPickupCode(ride.pickupCode())
            .setRequestedAtMs(ride.requestedAt().toEpochMilli())
            .setScheduledAtMs(ms(ride.scheduledAt()))
            .setReleaseAtMs(ms(ride.releaseAt()))
            .setUpdatedAtMs(trip.updatedAt().toEpochMilli());
    writeRoute(ride.route(), wire);
    ride.blocked().forEach(driver -> wire.addBlockedDriverIds(driver.value()));
    trip.released().forEach(driver -> wire.addReleasedDriverIds(driver.value()));
    trip.state().findRequest().ifPresent(request -> writeRequest(request, wire));
    trip.state().findPairing().ifPresent(pairing -> writePairing(pairing, wire));
    if (trip.state() instanceof TripState.Ended ended) {
      writeEnd(ended, wire);
    }
    return wire.build();
  }

  private static void writeRoute(Ride.Route route, TripSnapshot.Builder wire) {
    wire.setPickup(place(route.pickup()))
        .setDropoff(place(route.dropoff()))
        .setDistanceM(route.distanceM())
        .setDurationS(route.durationS())
        .setRoutePolyline(route.polyline());
    route.stops().forEach(stop -> wire.addStops(place(stop)));
  }

  private static void writeRequest(Processing request, TripSnapshot.Builder wire) {
    wire.setWaitingSinceMs(request.waitingSince().toEpochMilli())
        .setProcessingSinceMs(request.since().toEpochMilli())
        .setExpiresAtMs(request.expiresAt().toEpochMilli());
  }

  private static void writePairing(WithDriver pairing, TripSnapshot.Builder wire) {
    wire.setDriverId(pairing.driver().value())
        .setAcceptedAtMs(ms(pairing.acceptedAt()))
        .setReplacements(pairing.replacements());
    Arriving arriving =
        pairing instanceof InProgress driven
            ? driven.pickup()
            : pairing instanceof Arriving waiting ? waiting : null;
    if (arriving != null) {
      wire.setArrivedAtMs(ms(arriving.arrivedAt()));
    }
    if (pairing instanceof InProgress driven) {
      wire.setStartedAtMs(ms(driven.startedAt())).setStopsReached(driven.stopsReached());
    }
  }

  private static void writeEnd(TripState.Ended ended, TripSnapshot.Builder wire) {
    wire.setEndedAtMs(ms(ended.endedAt()));
    if (ended instanceof Completed completed) {
      wire.setFinalFare(PricingWire.toWire(completed.finalFare()))
          .setRiderStars(completed.riderStars())
          .setDriverStars(completed.driverStars());
      if (completed.tip() != null) {
        wire.setTip(PricingWire.toWire(completed.tip()));
      }
      if (completed.refunded() != null) {
        wire.setRefunded(PricingWire.toWire(completed.refunded()));
      }
    } else if (ended instanceof RiderCanceled canceled) {
      wire.setCanceledBy(canceled.by()).setCancelReason(canceled.reason());
      writeFee(canceled.fee(), wire);
    } else if (ended instanceof DriverCanceled canceled) {
      wire.setCanceledBy("driver").setCancelReason("no_show");
      writeFee(canceled.fee(), wire);
    }
  }

  private static void writeFee(Money fee, TripSnapshot.Builder wire) {
    if (fee != null) {
      wire.setFinalFare(PricingWire.toWire(fee));
    }
  }

  /**
   * @throws IllegalArgumentException if the snapshot is not one of ours
   */
  public static Trip fromWire(TripSnapshot wire) {
    return new Trip(
        wire.getVersion(),
        readRide(wire),
        readState(wire),
        wire.getReleasedDriverIdsList().stream().map(DriverId::new).toList(),
        Instant.ofEpochMilli(wire.getUpdatedAtMs()));
  }

  static Ride readRide(TripSnapshot wire) {
    return new Ride(
        TripId.parse(wire.getTripId()),
        QuoteId.parse(wire.getQuoteId()),
        new RiderId(wire.getRiderId()),
        new MarketId(wire.getMarketId()),
        new ProductId(wire.getProductId()),
        readRoute(wire),
        PricingWire.fromWire(wire.getFareRules()),
        new BigDecimal(wire.getSurgeMultiplier()),
        readBasis(wire),
        PricingWire.fromWire(wire.getFare()),
        wire.getPickupCode(),
        Instant.ofEpochMilli(wire.getRequestedAtMs()),
        instant(wire.getScheduledAtMs()),
        instant(wire.getReleaseAtMs()),
        wire.getBlockedDriverIdsList().stream().map(DriverId::new).toList());
  }

  static Ride.Route readRoute(TripSnapshot wire) {
    return new Ride.Route(
        position(wire.getPickup()),
        wire.getStopsList().stream().map(SnapshotCodec::position).toList(),
        position(wire.getDropoff()),
        wire.getDistanceM(),
        wire.getDurationS(),
        wire.getRoutePolyline());
  }

  /** Older snapshots do not say: their fares were made of the route alone. */
  static FareBasis readBasis(TripSnapshot wire) {
    return wire.hasFareBasis()
        ? PricingWire.fromWire(wire.getFareBasis())
        : new FareBasis(wire.getDistanceM(), wire.getDurationS(), wire.getStopsCount(), List.of());
  }

  private static TripState readState(TripSnapshot wire) {
    Instant ended = instant(wire.getEndedAtMs());
    return switch (Status.valueOf(wire.getStatus().name())) {
      case SCHEDULED, PROCESSING, ACCEPTED, ARRIVING, IN_PROGRESS -> readOpen(wire);
      case COMPLETED ->
          new Completed(
              readDriven(wire),
              ended,
              PricingWire.fromWire(wire.getFinalFare()),
              wire.getRiderStars(),
              wire.getDriverStars(),
              wire.hasTip() ? PricingWire.fromWire(wire.getTip()) : null,
              wire.hasRefunded() ? PricingWire.fromWire(wire.getRefunded()) : null);
      case NO_DRIVERS_AVAILABLE -> new NoDriversAvailable(readRequest(wire), ended);
      case RIDER_CANCELED ->
          new RiderCanceled(
              readOpen(wire), ended, wire.getCanceledBy(), wire.getCancelReason(), readFee(wire));
      case DRIVER_CANCELED -> new DriverCanceled(readArriving(wire), ended, readFee(wire));
    };
  }

  /** The open state that these fields tell of: how far it came. */
  private static Open readOpen(TripSnapshot wire) {
    if (wire.getStartedAtMs() != 0) {
      return readDriven(wire);
    }
    if (wire.getArrivedAtMs() != 0) {
      return readArriving(wire);
    }
    if (wire.getAcceptedAtMs() != 0) {
      return readAccepted(wire);
    }
    return wire.getProcessingSinceMs() != 0
        ? readRequest(wire)
        : new Scheduled(instant(wire.getScheduledAtMs()), instant(wire.getReleaseAtMs()));
  }

  private static Processing readRequest(TripSnapshot wire) {
    return new Processing(
        Instant.ofEpochMilli(waitingSinceMs(wire)),
        Instant.ofEpochMilli(wire.getProcessingSinceMs()),
        Instant.ofEpochMilli(wire.getExpiresAtMs()));
  }

  /** Older snapshots do not say; of a ride booked ahead they only know the last search. */
  private static long waitingSinceMs(TripSnapshot wire) {
    if (wire.getWaitingSinceMs() != 0) {
      return wire.getWaitingSinceMs();
    }
    return wire.getScheduledAtMs() == 0 ? wire.getRequestedAtMs() : wire.getProcessingSinceMs();
  }

  private static Accepted readAccepted(TripSnapshot wire) {
    return new Accepted(
        readRequest(wire),
        new DriverId(wire.getDriverId()),
        instant(wire.getAcceptedAtMs()),
        wire.getReplacements());
  }

  private static Arriving readArriving(TripSnapshot wire) {
    return new Arriving(readAccepted(wire), instant(wire.getArrivedAtMs()));
  }

  private static InProgress readDriven(TripSnapshot wire) {
    return new InProgress(
        readArriving(wire), instant(wire.getStartedAtMs()), wire.getStopsReached());
  }

  private static Money readFee(TripSnapshot wire) {
    return wire.hasFinalFare() ? PricingWire.fromWire(wire.getFinalFare()) : null;
  }

  private static TripPlace place(LatLng position) {
    return TripPlace.newBuilder()
        .setLatitudeE7(position.latitudeE7())
        .setLongitudeE7(position.longitudeE7())
        .build();
  }

  private static LatLng position(TripPlace place) {
    return LatLng.ofE7(place.getLatitudeE7(), place.getLongitudeE7());
  }

  private static long ms(Instant instant) {
    return instant == null ? 0 : instant.toEpochMilli();
  }

  private static Instant instant(long epochMs) {
    return epochMs == 0 ? null : Instant.ofEpochMilli(epochMs);
  }
}

package io.kerb.dispatch.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.dispatch.request.Ride;
import io.kerb.dispatch.request.TripChanged;
import io.kerb.dispatch.request.TripChanged.Cause;
import io.kerb.dispatch.request.TripChanged.Phase;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.PricingWire;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.trip.wire.TripEvent;
import io.kerb.trip.wire.TripEventType;
import io.kerb.trip.wire.TripPlace;
import io.kerb.trip.wire.TripSnapshot;
import io.kerb.trip.wire.TripStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads trip-events into dispatch's words. */
final class TripEventReader {
  private TripEventReader() {}

  /**
   * @throws PoisonException if this is no trip event that dispatch understands
   */
  static TripChanged read(byte[] value) {
    try {
      return read(TripEvent.parseFrom(value));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new PoisonException("not a trip event: " + e.getMessage(), e);
    }
  }

  private static TripChanged read(TripEvent event) {
    TripSnapshot after = event.getAfter();
    return new TripChanged(
        ride(after),
        event.getVersion(),
        phase(after.getStatus()),
        phaseSince(after, event),
        cause(event.getType()),
        after.getDriverId() == 0
            ? Optional.empty()
            : Optional.of(new DriverId(after.getDriverId())),
        Instant.ofEpochMilli(waitingSinceMs(after)),
        Instant.ofEpochMilli(after.getExpiresAtMs()),
        drivers(after.getReleasedDriverIdsList()),
        drivers(after.getBlockedDriverIdsList()),
        after.getReplacements(),
        Instant.ofEpochMilli(event.getOccurredAtMs()),
        event.getTraceparent());
  }

  /** Not the present search's start: who lost their driver has waited since the request. */
  private static long waitingSinceMs(TripSnapshot after) {
    if (after.getWaitingSinceMs() > 0) {
      return after.getWaitingSinceMs();
    }
    return after.getProcessingSinceMs() > 0
        ? after.getProcessingSinceMs()
        : after.getRequestedAtMs();
  }

  private static Set<DriverId> drivers(List<Long> ids) {
    return ids.stream().map(DriverId::new).collect(Collectors.toUnmodifiableSet());
  }

  private static Ride ride(TripSnapshot after) {
    return new Ride(
        TripId.parse(after.getTripId()),
        new RiderId(after.getRiderId()),
        new ProductId(after.getProductId()),
        place(after.getPickup()),
        place(after.getDropoff()),
        after.getStopsList().stream().map(TripEventReader::place).toList(),
        PricingWire.fromWire(after.getFare()),
        after.getDistanceM(),
        after.getDurationS());
  }

  private static LatLng place(TripPlace place) {
    return LatLng.ofE7(place.getLatitudeE7(), place.getLongitudeE7());
  }

  private static Phase phase(TripStatus status) {
    return switch (status) {
      case SCHEDULED -> Phase.SCHEDULED;
      case PROCESSING -> Phase.PROCESSING;
      case ACCEPTED -> Phase.EN_ROUTE;
      case ARRIVING -> Phase.AT_PICKUP;
      case IN_PROGRESS -> Phase.RIDING;
      case COMPLETED, NO_DRIVERS_AVAILABLE, RIDER_CANCELED, DRIVER_CANCELED -> Phase.ENDED;
      case TRIP_STATUS_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("status " + status);
    };
  }

  private static Instant phaseSince(TripSnapshot after, TripEvent event) {
    long since =
        switch (after.getStatus()) {
          case PROCESSING -> after.getProcessingSinceMs();
          case ACCEPTED -> after.getAcceptedAtMs();
          case ARRIVING -> after.getArrivedAtMs();
          case IN_PROGRESS -> after.getStartedAtMs();
          default -> event.getOccurredAtMs();
        };
    return Instant.ofEpochMilli(since > 0 ? since : event.getOccurredAtMs());
  }

  private static Cause cause(TripEventType type) {
    return switch (type) {
      case REQUESTED -> Cause.REQUESTED;
      case DRIVER_REPLACED -> Cause.REPLACED;
      case COMPLETED_EVENT -> Cause.COMPLETED;
      case RIDER_CANCELED_EVENT, NO_SHOW -> Cause.CANCELED;
      case REQUEST_EXPIRED -> Cause.NO_DRIVERS;
      default -> Cause.OTHER;
    };
  }
}

package io.kerb.trip.adapter.codec;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.Money;
import io.kerb.pricing.api.PricingWire;
import io.kerb.trip.aggregate.LoggedEvent;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripEvent;
import io.kerb.trip.wire.TripEventType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An event as bytes, with the whole trip after it.
 *
 * <p>Reading does not take the state from {@code after}, but the facts of the event itself ({@code
 * details}, driver, offer; only an order and a new route are read from {@code after}): so replaying
 * a log proves the stored states instead of repeating them.
 */
public final class EventCodec {
  private static final String EXPIRES_AT_MS = "expires_at_ms";
  private static final String REASON = "reason";
  private static final String BY = "by";
  private static final String AMOUNT_MINOR = "amount_minor";
  private static final String CURRENCY = "currency";
  private static final String PREVIOUS_DRIVER = "previous_driver_id";
  private static final String STOP = "stop";
  private static final String STARS = "stars";
  private static final String COMMENT = "comment";
  private static final String RIDER = "rider";
  private static final String DRIVER = "driver";

  private EventCodec() {}

  public static io.kerb.trip.wire.TripEvent toWire(LoggedEvent logged, Trip after) {
    io.kerb.trip.wire.TripEvent.Builder wire =
        io.kerb.trip.wire.TripEvent.newBuilder()
            .setEventId(logged.attempt().toString())
            .setTripId(logged.trip().toString())
            .setVersion(logged.version())
            .setMarketId(after.ride().market().value())
            .setOccurredAtMs(logged.at().toEpochMilli())
            .setAttemptId(logged.attempt().toString())
            .setActor(logged.actor())
            .setAfter(SnapshotCodec.toWire(after))
            .setTraceparent(logged.traceparent());
    writeEvent(logged.event(), wire);
    return wire.build();
  }

  private static void writeEvent(TripEvent event, io.kerb.trip.wire.TripEvent.Builder wire) {
    if (event instanceof TripEvent.Requested requested) {
      wire.setType(TripEventType.REQUESTED);
      writeDeadline(requested.expiresAt(), wire);
    } else if (event instanceof TripEvent.Released released) {
      wire.setType(TripEventType.RELEASED);
      writeDeadline(released.expiresAt(), wire);
    } else if (event instanceof TripEvent.DriverAssigned assigned) {
      wire.setType(TripEventType.DRIVER_ASSIGNED)
          .setDriverId(assigned.driver().value())
          .setOfferId(assigned.offerId());
    } else if (event instanceof TripEvent.RequestExpired) {
      wire.setType(TripEventType.REQUEST_EXPIRED);
    } else if (event instanceof TripEvent.CanceledForRider canceled) {
      wire.setType(TripEventType.RIDER_CANCELED_EVENT)
          .putDetails(BY, canceled.by())
          .putDetails(REASON, canceled.reason());
      writeMoney(canceled.fee(), wire);
    } else if (event instanceof TripEvent.DriverReplaced replaced) {
      wire.setType(TripEventType.DRIVER_REPLACED)
          .setDriverId(replaced.driver().value())
          .setOfferId(replaced.offerId())
          .putDetails(PREVIOUS_DRIVER, replaced.previous().toString());
    } else if (event instanceof TripEvent.DriverUnassigned unassigned) {
      wire.setType(TripEventType.DRIVER_UNASSIGNED)
          .setDriverId(unassigned.driver().value())
          .putDetails(REASON, unassigned.reason());
      writeDeadline(unassigned.expiresAt(), wire);
    } else if (event instanceof TripEvent.DriverArrived) {
      wire.setType(TripEventType.DRIVER_ARRIVED);
    } else if (event instanceof TripEvent.NoShow noShow) {
      wire.setType(TripEventType.NO_SHOW);
      writeMoney(noShow.fee(), wire);
    } else if (event instanceof TripEvent.Started) {
      wire.setType(TripEventType.STARTED);
    } else if (event instanceof TripEvent.DestinationChanged) {
      wire.setType(TripEventType.DESTINATION_CHANGED);
    } else if (event instanceof TripEvent.StopReached reached) {
      wire.setType(TripEventType.STOP_REACHED).putDetails(STOP, Integer.toString(reached.stop()));
    } else if (event instanceof TripEvent.RideCompleted completed) {
      wire.setType(TripEventType.COMPLETED_EVENT);
      writeMoney(completed.finalFare(), wire);
    } else if (event instanceof TripEvent.Rated rated) {
      wire.setType(TripEventType.RATED)
          .putDetails(BY, rated.byRider() ? RIDER : DRIVER)
          .putDetails(STARS, Integer.toString(rated.stars()))
          .putDetails(COMMENT, rated.comment());
    } else if (event instanceof TripEvent.Tipped tipped) {
      wire.setType(TripEventType.TIPPED);
      writeMoney(tipped.amount(), wire);
    } else if (event instanceof TripEvent.Refunded refunded) {
      wire.setType(TripEventType.REFUNDED);
      writeMoney(refunded.amount(), wire);
    }
  }

  private static void writeDeadline(Instant expiresAt, io.kerb.trip.wire.TripEvent.Builder wire) {
    if (expiresAt != null) {
      wire.putDetails(EXPIRES_AT_MS, Long.toString(expiresAt.toEpochMilli()));
    }
  }

  private static void writeMoney(Money money, io.kerb.trip.wire.TripEvent.Builder wire) {
    if (money != null) {
      wire.putDetails(AMOUNT_MINOR, Long.toString(money.amountMinor()))
          .putDetails(CURRENCY, money.currency().getCurrencyCode());
    }
  }

  /**
   * @throws IllegalArgumentException if the event is not one of ours
   */
  public static LoggedEvent fromWire(io.kerb.trip.wire.TripEvent wire) {
    return new LoggedEvent(
        TripId.parse(wire.getTripId()),
        wire.getVersion(),
        Instant.ofEpochMilli(wire.getOccurredAtMs()),
        wire.getActor(),
        UUID.fromString(wire.getAttemptId()),
        wire.getTraceparent(),
        readEvent(wire));
  }

  /** Who has lost the trip to another driver by this event. */
  public static Optional<DriverId> findPrevious(io.kerb.trip.wire.TripEvent wire) {
    return Optional.ofNullable(wire.getDetailsMap().get(PREVIOUS_DRIVER)).map(DriverId::parse);
  }

  private static TripEvent readEvent(io.kerb.trip.wire.TripEvent wire) {
    Map<String, String> details = wire.getDetailsMap();
    return switch (wire.getType()) {
      case REQUESTED ->
          new TripEvent.Requested(SnapshotCodec.readRide(wire.getAfter()), readDeadline(details));
      case RELEASED -> new TripEvent.Released(readDeadline(details));
      case DRIVER_ASSIGNED ->
          new TripEvent.DriverAssigned(new DriverId(wire.getDriverId()), wire.getOfferId());
      case REQUEST_EXPIRED -> new TripEvent.RequestExpired();
      case RIDER_CANCELED_EVENT ->
          new TripEvent.CanceledForRider(details.get(BY), details.get(REASON), readMoney(details));
      case DRIVER_REPLACED ->
          new TripEvent.DriverReplaced(
              DriverId.parse(details.get(PREVIOUS_DRIVER)),
              new DriverId(wire.getDriverId()),
              wire.getOfferId());
      case DRIVER_UNASSIGNED ->
          new TripEvent.DriverUnassigned(
              new DriverId(wire.getDriverId()), details.get(REASON), readDeadline(details));
      case DRIVER_ARRIVED -> new TripEvent.DriverArrived();
      case NO_SHOW -> new TripEvent.NoShow(readMoney(details));
      case STARTED -> new TripEvent.Started();
      case DESTINATION_CHANGED ->
          new TripEvent.DestinationChanged(
              SnapshotCodec.readRoute(wire.getAfter()),
              SnapshotCodec.readBasis(wire.getAfter()),
              PricingWire.fromWire(wire.getAfter().getFare()));
      case STOP_REACHED -> new TripEvent.StopReached(Integer.parseInt(details.get(STOP)));
      case COMPLETED_EVENT -> new TripEvent.RideCompleted(readMoney(details));
      case RATED ->
          new TripEvent.Rated(
              details.get(BY).equals(RIDER),
              Integer.parseInt(details.get(STARS)),
              details.get(COMMENT));
      case TIPPED -> new TripEvent.Tipped(readMoney(details));
      case REFUNDED -> new TripEvent.Refunded(readMoney(details));
      case TRIP_EVENT_TYPE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "version "
                  + wire.getVersion()
                  + " of trip "
                  + wire.getTripId()
                  + " has an unknown type; maybe a newer Kerb wrote it");
    };
  }

  private static Instant readDeadline(Map<String, String> details) {
    String ms = details.get(EXPIRES_AT_MS);
    return ms == null ? null : Instant.ofEpochMilli(Long.parseLong(ms));
  }

  private static Money readMoney(Map<String, String> details) {
    String amount = details.get(AMOUNT_MINOR);
    return amount == null ? null : Money.of(Long.parseLong(amount), details.get(CURRENCY));
  }
}

package io.kerb.trip.adapter.push;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.dispatch.api.OfferId;
import io.kerb.dispatch.wire.OfferEvent;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.trip.adapter.http.TripView;
import io.kerb.trip.push.Notice;
import io.kerb.trip.push.Viewer;
import io.kerb.trip.push.track.TripState;
import io.kerb.trip.push.track.TripState.Phase;
import io.kerb.trip.wire.DriverLocation;
import io.kerb.trip.wire.TripSnapshot;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Reads the wire's records into what push works with. */
public final class NoticeReader {
  private final ObjectMapper mapper;

  public NoticeReader(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * @param drivers who hear of it
   */
  Notice.TripChanged changed(TripSnapshot trip, Set<DriverId> drivers, Instant occurredAt) {
    return new Notice.TripChanged(
        TripId.parse(trip.getTripId()),
        trip.getVersion(),
        new RiderId(trip.getRiderId()),
        drivers,
        occurredAt,
        new RenderedOnce(mapper, viewer -> view(trip, viewer)));
  }

  private static TripView view(TripSnapshot trip, Viewer viewer) {
    return switch (viewer) {
      case RIDER -> TripView.forRider(trip);
      case DRIVER -> TripView.forDriver(trip);
      case OPERATOR -> TripView.forOperator(trip);
    };
  }

  /** Empty for a kind of event that this version does not know. */
  Optional<Notice> findOffer(OfferEvent event) {
    OfferId offer = new OfferId(event.getOfferId());
    TripId trip = TripId.parse(event.getTripId());
    DriverId driver = new DriverId(event.getDriverId());
    return switch (event.getEventCase()) {
      case MADE ->
          Optional.of(
              new Notice.OfferMade(
                  offer,
                  trip,
                  driver,
                  Instant.ofEpochMilli(event.getMade().getExpiresAtMs()),
                  new RenderedOnce(mapper, viewer -> OfferView.of(event))));
      case CLOSED ->
          Optional.of(
              new Notice.OfferClosed(
                  offer,
                  trip,
                  driver,
                  Instant.ofEpochMilli(event.getOccurredAtMs()),
                  new RenderedOnce(mapper, viewer -> OfferClosedView.of(event))));
      case EVENT_NOT_SET -> Optional.empty();
    };
  }

  Notice.DriverMoved moved(DriverLocation location) {
    return new Notice.DriverMoved(
        TripId.parse(location.getTripId()),
        new RiderId(location.getRiderId()),
        new RenderedOnce(mapper, viewer -> DriverLocationView.of(location)));
  }

  public static TripState state(TripSnapshot trip) {
    return new TripState(
        TripId.parse(trip.getTripId()),
        trip.getVersion(),
        new MarketId(trip.getMarketId()),
        new RiderId(trip.getRiderId()),
        findDriver(trip),
        phase(trip),
        instant(trip.getAcceptedAtMs()),
        instant(trip.getStartedAtMs()),
        Instant.ofEpochMilli(trip.getUpdatedAtMs()));
  }

  private static Instant instant(long epochMs) {
    return epochMs == 0 ? null : Instant.ofEpochMilli(epochMs);
  }

  static Optional<DriverId> findDriver(TripSnapshot trip) {
    return trip.getDriverId() == 0
        ? Optional.empty()
        : Optional.of(new DriverId(trip.getDriverId()));
  }

  private static Phase phase(TripSnapshot trip) {
    return switch (trip.getStatus()) {
      case ACCEPTED, ARRIVING -> Phase.ON_THE_WAY;
      case IN_PROGRESS -> Phase.RIDING;
      case COMPLETED, NO_DRIVERS_AVAILABLE, RIDER_CANCELED, DRIVER_CANCELED -> Phase.OVER;
      case SCHEDULED, PROCESSING, TRIP_STATUS_UNSPECIFIED, UNRECOGNIZED -> Phase.WAITING;
    };
  }
}

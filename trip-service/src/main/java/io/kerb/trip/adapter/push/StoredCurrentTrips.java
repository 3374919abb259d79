package io.kerb.trip.adapter.push;

import io.kerb.location.api.Markets;
import io.kerb.location.api.TripId;
import io.kerb.trip.adapter.codec.SnapshotCodec;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.push.Subscriber;
import io.kerb.trip.read.TripReader;
import io.kerb.trip.store.TripViews;
import io.kerb.trip.wire.TripSnapshot;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The trip store's answer, each trip read from its own partition. */
@Singleton
final class StoredCurrentTrips implements CurrentTrips {
  /** Open trips of one market that an operator is told of at the start. */
  private static final int OPERATOR_TRIPS_MAX = 500;

  private final TripReader reader;
  private final TripViews views;
  private final Markets markets;

  StoredCurrentTrips(TripReader reader, TripViews views, Markets markets) {
    this.reader = reader;
    this.views = views;
    this.markets = markets;
  }

  @Override
  public List<TripSnapshot> listFor(Subscriber person, Optional<TripId> named) {
    Map<TripId, Trip> found = new LinkedHashMap<>();
    Stream.concat(
            listOpen(person), named.flatMap(id -> reader.findTrip(id, actor(person))).stream())
        .forEach(trip -> found.putIfAbsent(trip.ride().tripId(), trip));
    return found.values().stream().map(SnapshotCodec::toWire).toList();
  }

  private Stream<Trip> listOpen(Subscriber person) {
    if (person instanceof Subscriber.Rider rider) {
      return reader.findCurrent(rider.id()).stream();
    }
    if (person instanceof Subscriber.Driver driver) {
      return reader.listOpen(driver.id()).stream();
    }
    // The view may be behind; read again, so that a version that was seen does not come back older.
    return markets.listMarkets().stream()
        .flatMap(market -> views.listOpen(market.marketId(), OPERATOR_TRIPS_MAX).stream())
        .flatMap(trip -> reader.findTrip(trip.ride().tripId()).stream());
  }

  private static Actor actor(Subscriber person) {
    if (person instanceof Subscriber.Rider rider) {
      return new Actor.Rider(rider.id());
    }
    return person instanceof Subscriber.Driver driver
        ? new Actor.Driver(driver.id())
        : new Actor.Operator(((Subscriber.Operator) person).subject());
  }
}

package io.kerb.trip.read;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.claim.Slots;
import io.kerb.trip.store.TripRows;
import io.kerb.trip.store.TripViews;
import java.util.List;
import java.util.Optional;

/** Trips from their own partitions, so that everybody reads their own writes. */
public final class TripReader {
  /** So far back in a rider's history a released ride is looked for. */
  private static final int RECENT_MAX = 20;

  private final TripRows trips;
  private final TripViews views;
  private final Slots drivers;
  private final Slots riders;

  public TripReader(TripRows trips, TripViews views, Slots drivers, Slots riders) {
    this.trips = trips;
    this.views = views;
    this.drivers = drivers;
    this.riders = riders;
  }

  public Optional<Trip> findTrip(TripId id) {
    return trips.findTrip(id);
  }

  /** The trip, if this caller has to do with it: as its rider, its driver, or an operator. */
  public Optional<Trip> findTrip(TripId id, Actor caller) {
    return trips.findTrip(id).filter(trip -> mayRead(trip, caller));
  }

  private static boolean mayRead(Trip trip, Actor caller) {
    if (caller instanceof Actor.Rider rider) {
      return trip.ride().rider().equals(rider.id());
    }
    if (caller instanceof Actor.Driver driver) {
      return trip.hasDriver(driver.id());
    }
    return true;
  }

  /** The rider's open trip; one that is booked ahead is not open yet. */
  public Optional<Trip> findCurrent(RiderId rider) {
    return findOpen(riders.findSlot(rider.value()).trip()).or(() -> findReleased(rider));
  }

  /** A ride that was booked ahead claims no slot when it is released. */
  private Optional<Trip> findReleased(RiderId rider) {
    return views.listByRider(rider, TripViews.Mark.newest(), RECENT_MAX).stream()
        .filter(TripReader::isOpen)
        .flatMap(trip -> trips.findTrip(trip.ride().tripId()).stream())
        .filter(TripReader::isOpen)
        .findFirst();
  }

  private static boolean isOpen(Trip trip) {
    return !trip.status().isTerminal() && trip.status() != Status.SCHEDULED;
  }

  /** The trip that the driver serves now, or goes to next if none. */
  public Optional<Trip> findCurrent(DriverId driver) {
    return listOpen(driver).stream().findFirst();
  }

  /** The trips that the driver has accepted and not ended, in the order in which they come. */
  public List<Trip> listOpen(DriverId driver) {
    return drivers
        .findSlot(driver.value())
        .bindings()
        .flatMap(binding -> findOpen(binding.trip()).stream())
        .filter(trip -> trip.hasDriver(driver))
        .toList();
  }

  /** A slot may name a trip for some milliseconds after its end, or before its beginning. */
  private Optional<Trip> findOpen(TripId id) {
    return Optional.ofNullable(id)
        .flatMap(trips::findTrip)
        .filter(trip -> !trip.status().isTerminal());
  }
}

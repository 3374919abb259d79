package io.kerb.dispatch.request;

import io.kerb.dispatch.request.TripChanged.Cause;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A market's trips, folded from {@link TripChanged} alone. Confined to one thread. */
public final class TripBook {
  /**
   * How long an ended trip's version is remembered: trip events are published at least once, and a
   * late copy of an old one must not raise the dead.
   */
  static final Duration ENDED_MEMORY = Duration.ofHours(1);

  /** Most ended trips remembered; the oldest are forgotten first. */
  static final int ENDED_MAX = 100_000;

  private record Ended(long version, Instant at) {}

  private final Map<TripId, TrackedTrip> tracked = new LinkedHashMap<>();
  private final Map<TripId, Ended> ended = new LinkedHashMap<>();
  private final Map<DriverId, List<AssignedTrip>> tripsByDriver = new HashMap<>();

  /** Where the last ride of each driver ended, unless another trip or a cancel came after it. */
  private final Map<DriverId, LatLng> droppedOffAt = new HashMap<>();

  private int open;

  /** Returns false, and changes nothing, if this version or a newer one was seen. */
  public boolean apply(TripChanged event) {
    TripId trip = event.ride().trip();
    if (event.version() <= seenVersion(trip)) {
      return false;
    }
    forget(trip);
    switch (event.phase()) {
      case SCHEDULED -> {}
      case PROCESSING -> {
        tracked.put(trip, new OpenRequest(event));
        open++;
      }
      case EN_ROUTE, AT_PICKUP, RIDING -> {
        AssignedTrip assigned = new AssignedTrip(event);
        tracked.put(trip, assigned);
        droppedOffAt.remove(assigned.driver());
        tripsByDriver.computeIfAbsent(assigned.driver(), d -> new ArrayList<>(2)).add(assigned);
      }
      case ENDED -> {
        remember(trip, event);
        if (event.cause() == Cause.COMPLETED) {
          event.driver().ifPresent(who -> droppedOffAt.put(who, event.ride().dropoff()));
        }
      }
    }
    return true;
  }

  private long seenVersion(TripId trip) {
    TrackedTrip known = tracked.get(trip);
    if (known != null) {
      return known.version();
    }
    Ended over = ended.get(trip);
    return over == null ? 0 : over.version();
  }

  private void forget(TripId trip) {
    TrackedTrip before = tracked.remove(trip);
    if (before instanceof OpenRequest) {
      open--;
    } else if (before instanceof AssignedTrip assigned) {
      List<AssignedTrip> trips = tripsByDriver.get(assigned.driver());
      trips.remove(assigned);
      if (trips.isEmpty()) {
        tripsByDriver.remove(assigned.driver());
      }
    }
    ended.remove(trip);
  }

  private void remember(TripId trip, TripChanged event) {
    ended.put(trip, new Ended(event.version(), event.occurredAt()));
    Instant horizon = event.occurredAt().minus(ENDED_MEMORY);
    Iterator<Ended> oldestFirst = ended.values().iterator();
    while (oldestFirst.hasNext()) {
      if (oldestFirst.next().at().isBefore(horizon) || ended.size() > ENDED_MAX) {
        oldestFirst.remove();
      } else {
        return;
      }
    }
  }

  public Optional<TrackedTrip> findTrip(TripId trip) {
    return Optional.ofNullable(tracked.get(trip));
  }

  public boolean isTracked(TripId trip) {
    return tracked.containsKey(trip);
  }

  public List<OpenRequest> listOpen() {
    List<OpenRequest> requests = new ArrayList<>(open);
    for (TrackedTrip trip : tracked.values()) {
      if (trip instanceof OpenRequest request) {
        requests.add(request);
      }
    }
    return requests;
  }

  public int open() {
    return open;
  }

  /** Trips that have a driver, in no order that matters. */
  public List<AssignedTrip> listAssigned() {
    List<AssignedTrip> assigned = new ArrayList<>(tracked.size() - open);
    for (TrackedTrip trip : tracked.values()) {
      if (trip instanceof AssignedTrip held) {
        assigned.add(held);
      }
    }
    return assigned;
  }

  /** The driver's trips: mostly none or one, two for who has accepted the next one already. */
  public List<AssignedTrip> listTripsOf(DriverId driver) {
    List<AssignedTrip> trips = tripsByDriver.get(driver);
    return trips == null ? List.of() : Collections.unmodifiableList(trips);
  }

  public boolean isEngaged(DriverId driver) {
    return tripsByDriver.containsKey(driver);
  }

  public Set<DriverId> listEngaged() {
    return Set.copyOf(tripsByDriver.keySet());
  }

  /** Where the driver's last ride ended; empty if they did not drive it to its end. */
  public Optional<LatLng> findDropOff(DriverId driver) {
    return Optional.ofNullable(droppedOffAt.get(driver));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TripBook book
        && tracked.equals(book.tracked)
        && ended.equals(book.ended)
        && droppedOffAt.equals(book.droppedOffAt);
  }

  @Override
  public int hashCode() {
    return tracked.hashCode();
  }

  @Override
  public String toString() {
    return "TripBook" + tracked.values();
  }
}

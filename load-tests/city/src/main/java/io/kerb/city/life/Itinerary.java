package io.kerb.city.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The trips that a driver has, as far as the app has heard: the one now, and the one after it. News
 * come in any order and more than once; a trip's version says which is newer.
 */
record Itinerary(List<TripNews> trips) {
  static final Itinerary EMPTY = new Itinerary(List.of());

  /** The server gives no driver more than the one now and the next. */
  private static final int TRIPS_MAX = 2;

  Itinerary {
    trips = List.copyOf(trips);
  }

  Optional<TripNews> findCurrent() {
    return trips.stream().findFirst();
  }

  boolean isEmpty() {
    return trips.isEmpty();
  }

  List<String> tripIds() {
    return trips.stream().map(TripNews::tripId).toList();
  }

  /** Whether one more trip may come after those that there are. */
  boolean hasRoomBehind() {
    return trips.size() < TRIPS_MAX
        && findCurrent().filter(trip -> trip.status().equals("in_progress")).isPresent();
  }

  /** A trip of the driver's comes last; one that is over, or another's now, goes. */
  Itinerary after(TripNews news, String driver) {
    boolean theirs = !news.isOver() && news.driverId().equals(driver);
    List<TripNews> changed = new ArrayList<>(trips);
    int known = tripIds().indexOf(news.tripId());
    if (known < 0) {
      if (theirs && trips.size() < TRIPS_MAX) {
        changed.add(news);
      }
    } else if (news.version() > trips.get(known).version()) {
      changed.remove(known);
      if (theirs) {
        changed.add(known, news);
      }
    }
    return new Itinerary(changed);
  }

  /** What the server says the driver has, in its order; what was heard later stays. */
  Itinerary asTold(List<TripNews> told) {
    return new Itinerary(told.stream().map(this::newest).toList());
  }

  private TripNews newest(TripNews told) {
    return trips.stream()
        .filter(known -> known.tripId().equals(told.tripId()))
        .filter(known -> known.version() > told.version())
        .findFirst()
        .orElse(told);
  }
}

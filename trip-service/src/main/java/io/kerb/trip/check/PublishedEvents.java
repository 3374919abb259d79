package io.kerb.trip.check;

import io.kerb.location.api.TripId;
import io.kerb.trip.store.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The topic's side: contiguous per trip (duplicates allowed), one event per version, and the same
 * events as stored. Keeps a few bytes per event.
 */
final class PublishedEvents {
  /** How long after it is stored an event may be missing from the topic: an outage and a sweep. */
  static final Duration PUBLISH_GRACE = Duration.ofSeconds(60);

  /** Beyond this age the topic no longer holds what was published. */
  private static final Duration KEPT = Duration.ofDays(29);

  private record Seen(UUID attempt, int contentHash) {
    static Seen of(StoredEvent event) {
      return new Seen(event.logged().attempt(), event.hashCode());
    }
  }

  private final Map<TripId, List<Seen>> byTrip = new HashMap<>();
  private final Map<TripId, Long> firstVersion = new HashMap<>();
  private final List<Violation> found = new ArrayList<>();

  void add(StoredEvent event) {
    TripId trip = event.logged().trip();
    List<Seen> seen = byTrip.computeIfAbsent(trip, id -> new ArrayList<>());
    // The topic's oldest records go with time; then a trip begins later than with version 1.
    long first = firstVersion.computeIfAbsent(trip, id -> event.version());
    long index = event.version() - first;
    if (index < 0 || index > seen.size()) {
      found.add(
          new Violation(
              "I5",
              trip.toString(),
              "version "
                  + event.version()
                  + " was published before version "
                  + (first + seen.size())));
      return;
    }
    if (index == seen.size()) {
      seen.add(Seen.of(event));
    } else if (!seen.get((int) index).attempt().equals(event.logged().attempt())) {
      found.add(
          new Violation(
              "I2",
              trip.toString(),
              "two different events were published as version "
                  + event.version()
                  + ", of attempts "
                  + seen.get((int) index).attempt()
                  + " and "
                  + event.logged().attempt()));
    }
  }

  List<Violation> orderViolations() {
    return found;
  }

  /** Trips that were published and must therefore be stored. */
  Iterable<TripId> trips() {
    return byTrip.keySet();
  }

  /**
   * @param startedAt when the topic's end was taken; what was stored shortly before may come later
   */
  List<Violation> compare(StoredTrip trip, Instant startedAt) {
    List<Violation> differences = new ArrayList<>();
    List<Seen> seen = byTrip.getOrDefault(trip.id(), List.of());
    long first = firstVersion.getOrDefault(trip.id(), 1L);
    for (StoredEvent event : trip.events()) {
      long index = event.version() - first;
      if (index < 0 || index >= seen.size()) {
        if (isMissing(event, startedAt)) {
          differences.add(difference(trip, event, "is stored but was not published"));
        }
      } else if (!seen.get((int) index).equals(Seen.of(event))) {
        differences.add(difference(trip, event, "was published otherwise than it is stored"));
      }
    }
    if (first + seen.size() - 1 > trip.events().size()) {
      differences.add(
          new Violation(
              "I5",
              trip.id().toString(),
              "published up to version "
                  + (first + seen.size() - 1)
                  + ", stored up to "
                  + trip.events().size()));
    }
    return differences;
  }

  private static boolean isMissing(StoredEvent event, Instant startedAt) {
    Instant at = event.logged().at();
    return at.isBefore(startedAt.minus(PUBLISH_GRACE)) && at.isAfter(startedAt.minus(KEPT));
  }

  private static Violation difference(StoredTrip trip, StoredEvent event, String what) {
    return new Violation("I5", trip.id().toString(), "version " + event.version() + " " + what);
  }
}

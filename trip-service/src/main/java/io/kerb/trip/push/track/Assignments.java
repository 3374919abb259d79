package io.kerb.trip.push.track;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import io.kerb.trip.push.BoundedMap;
import io.kerb.trip.push.track.TripState.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which driver had which trip when, folded from trip-events: a hint for push and tracks, the
 * assignment row decides. A ping that comes late still finds the trip it belongs to, since a
 * driver's last few stints are kept. Thread-safe.
 */
public final class Assignments {
  /** Trips and drivers remembered; what was not touched for the longest time leaves. */
  public static final int REMEMBERED_MAX = 200_000;

  /** A driver's trips remembered: those that an hour of kept pings can belong to. */
  static final int STINTS_MAX = 16;

  private record Holder(long version, Optional<DriverId> driver) {}

  private final Map<TripId, Holder> holders = new BoundedMap<>(REMEMBERED_MAX);
  private final Map<DriverId, List<Stint>> stints = new BoundedMap<>(REMEMBERED_MAX);

  /**
   * Takes in a trip's state; an older version than the one known changes nothing.
   *
   * @return the drivers whom this version concerns: who has the trip, and who had it before
   */
  public synchronized Set<DriverId> apply(TripState state) {
    Holder before = holders.get(state.trip());
    Set<DriverId> concerned = new HashSet<>();
    state.driver().ifPresent(concerned::add);
    if (before != null && before.version() >= state.version()) {
      return concerned;
    }
    if (before != null) {
      before.driver().ifPresent(concerned::add);
      before
          .driver()
          .filter(former -> !state.driver().equals(Optional.of(former)))
          .ifPresent(former -> end(former, state));
    }
    holders.put(state.trip(), new Holder(state.version(), state.driver()));
    state.driver().ifPresent(driver -> hold(driver, state));
    return concerned;
  }

  /** Whether this driver's trips are known, be it that there are none. */
  public synchronized boolean knows(DriverId driver) {
    return stints.containsKey(driver);
  }

  /** Takes in what the store says of a driver of whom no event was seen. */
  public synchronized void warm(DriverId driver, List<TripState> trips) {
    trips.forEach(this::apply);
    stints.computeIfAbsent(driver, d -> List.of());
  }

  /**
   * The trip that the driver drove at that time: of several the one whose rider was in the car,
   * else the newest (they change when drivers exchange trips on the way).
   */
  public synchronized Optional<Stint> findStint(DriverId driver, Instant at) {
    return covering(driver, at)
        .max(Comparator.comparing((Stint stint) -> stint.isRideAt(at)).thenComparing(Stint::from));
  }

  /** Whose riders wait for this driver, be it that another rider is brought home first. */
  public synchronized List<Stint> listOnTheWay(DriverId driver, Instant at) {
    return covering(driver, at).filter(Stint::onTheWay).toList();
  }

  private Stream<Stint> covering(DriverId driver, Instant at) {
    return stints.getOrDefault(driver, List.of()).stream().filter(stint -> stint.covers(at));
  }

  private void hold(DriverId driver, TripState state) {
    Stint known = find(driver, state.trip());
    Instant from =
        state.acceptedAt() != null ? state.acceptedAt() : known != null ? known.from() : state.at();
    boolean over = state.phase() == Phase.OVER;
    // What happens to a trip after its end (a rating, a tip) does not lengthen the drive.
    Instant until =
        !over ? null : known != null && known.until() != null ? known.until() : state.at();
    put(
        driver,
        new Stint(
            state.trip(),
            state.market(),
            state.rider(),
            driver,
            from,
            state.startedAt(),
            until,
            state.phase() == Phase.ON_THE_WAY));
  }

  private void end(DriverId former, TripState state) {
    Stint known = find(former, state.trip());
    if (known != null) {
      put(former, known.ended(state.at()));
    }
  }

  private Stint find(DriverId driver, TripId trip) {
    return stints.getOrDefault(driver, List.of()).stream()
        .filter(stint -> stint.trip().equals(trip))
        .findFirst()
        .orElse(null);
  }

  private void put(DriverId driver, Stint stint) {
    List<Stint> updated = new ArrayList<>(stints.getOrDefault(driver, List.of()));
    updated.removeIf(other -> other.trip().equals(stint.trip()));
    updated.add(stint);
    if (updated.size() > STINTS_MAX) {
      updated.remove(0);
    }
    stints.put(driver, updated);
  }
}

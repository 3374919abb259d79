package io.kerb.trip.drive;

import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Ride;
import io.kerb.trip.aggregate.TripEvent;
import io.kerb.trip.aggregate.TripState.Completed;
import io.kerb.trip.push.BoundedMap;
import io.kerb.trip.store.StoredEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the drives in a log of trip events, each once, also when an event was published twice. The
 * limits are those by which public files of taxi trips are cleaned. Not thread-safe.
 */
public final class Drives {
  public static final Duration SHORTEST = Duration.ofSeconds(120);
  public static final Duration LONGEST = Duration.ofMinutes(90);
  public static final double NEAREST_M = 300;

  /** 180 km/h. */
  public static final double FASTEST_MPS = 50;

  private enum Course {
    DIRECT,
    CHANGED,
    FINISHED
  }

  /** Of each trip begun or finished lately, what happened on the way. */
  private final Map<TripId, Course> courses;

  /**
   * @param remembered trips at most; of those untouched for the longest time it is forgotten that
   *     they began (they are then left out), or that they were counted
   */
  public Drives(int remembered) {
    this.courses = new BoundedMap<>(remembered);
  }

  /** What this event says, if it is a trip's completion seen for the first time. */
  public Optional<Finding> apply(StoredEvent event) {
    TripId trip = event.logged().trip();
    if (courses.get(trip) == Course.FINISHED) {
      return Optional.empty();
    }
    TripEvent happened = event.logged().event();
    if (happened instanceof TripEvent.Started) {
      courses.putIfAbsent(trip, Course.DIRECT);
    } else if (happened instanceof TripEvent.DestinationChanged) {
      courses.put(trip, Course.CHANGED);
    } else if (happened instanceof TripEvent.RideCompleted
        && event.after().state() instanceof Completed completed) {
      return Optional.of(judge(event, completed, courses.put(trip, Course.FINISHED)));
    }
    return Optional.empty();
  }

  private static Finding judge(StoredEvent event, Completed completed, Course course) {
    Ride ride = event.after().ride();
    Drive drive =
        new Drive(
            ride.tripId(),
            ride.market(),
            completed.driven().driver(),
            ride.route().pickup(),
            ride.route().dropoff(),
            completed.driven().startedAt(),
            completed.endedAt(),
            ride.route().distanceM(),
            ride.route().durationS());
    if (!ride.route().stops().isEmpty()) {
      return new Finding.Unusable(LeftOut.SEVERAL_STOPS);
    }
    if (course == Course.CHANGED) {
      return new Finding.Unusable(LeftOut.DESTINATION_CHANGED);
    }
    if (course == null) {
      return new Finding.Unusable(LeftOut.BEGAN_BEFORE_THE_LOG);
    }
    if (!event.logged().actor().equals(new Actor.Driver(drive.driver()).audit())) {
      return new Finding.Unusable(LeftOut.COMPLETED_BY_OPERATOR);
    }
    return judge(drive);
  }

  private static Finding judge(Drive drive) {
    if (drive.duration().compareTo(SHORTEST) < 0) {
      return new Finding.Unusable(LeftOut.TOO_SHORT);
    }
    if (drive.duration().compareTo(LONGEST) > 0) {
      return new Finding.Unusable(LeftOut.TOO_LONG);
    }
    double straightM = drive.straightM();
    if (straightM < NEAREST_M) {
      return new Finding.Unusable(LeftOut.TOO_NEAR);
    }
    return straightM > FASTEST_MPS * drive.duration().toSeconds()
        ? new Finding.Unusable(LeftOut.TOO_FAST)
        : new Finding.Usable(drive);
  }
}

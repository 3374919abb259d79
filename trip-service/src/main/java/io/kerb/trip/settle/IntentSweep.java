package io.kerb.trip.settle;

import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.request.RequestTrip;
import io.kerb.trip.store.Intent;
import io.kerb.trip.store.IntentRows;
import io.kerb.trip.store.TripRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds what a dead process left undone: events not carried out, requests not finished. */
public final class IntentSweep {
  /** A living process finishes a request within its patience, which is shorter. */
  static final Duration REQUEST_AGE_MIN = Duration.ofSeconds(15);

  /** An intent for an event after the trip's end that never came; no write is under way so long. */
  static final Duration STRAY_AGE_MIN = Duration.ofMinutes(10);

  private final IntentRows intents;
  private final TripRows trips;
  private final RequestTrip requests;
  private final Consumer<TripId> unsettled;
  private final Clock clock;

  /**
   * @param unsettled is told of each trip with events that are not out
   */
  public IntentSweep(
      IntentRows intents,
      TripRows trips,
      RequestTrip requests,
      Consumer<TripId> unsettled,
      Clock clock) {
    this.intents = intents;
    this.trips = trips;
    this.requests = requests;
    this.unsettled = unsettled;
    this.clock = clock;
  }

  public void run() {
    List<Intent> unfinished = new ArrayList<>();
    intents.forEach(
        intent ->
            Sweep.each(
                "intent",
                List.of(intent),
                one -> {
                  if (!look(one)) {
                    unfinished.add(one);
                  }
                }));
    Sweep.each("request", unfinished, requests::recover);
  }

  /** Returns false if there is no trip yet though there should be. */
  private boolean look(Intent intent) {
    Instant now = clock.instant();
    Optional<Trip> trip = trips.findTrip(intent.trip());
    if (trip.isEmpty()) {
      return intent.request() == null || isYounger(intent, REQUEST_AGE_MIN, now);
    }
    boolean reached = trip.get().version() >= intent.fromVersion();
    if (reached
        && (trip.get().version() > intent.settledVersion() || trip.get().status().isTerminal())) {
      unsettled.accept(intent.trip());
    } else if (!reached && !isYounger(intent, STRAY_AGE_MIN, now)) {
      intents.remove(intent);
    }
    return true;
  }

  private static boolean isYounger(Intent intent, Duration age, Instant now) {
    return now.isBefore(intent.createdAt().plus(age));
  }
}

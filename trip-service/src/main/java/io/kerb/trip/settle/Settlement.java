package io.kerb.trip.settle;

import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripEvent;
import io.kerb.trip.claim.Slots;
import io.kerb.trip.store.Intent;
import io.kerb.trip.store.IntentRows;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.TripLog;
import io.kerb.trip.store.TripRows;
import io.kerb.trip.store.TripViews;
import java.util.List;
import java.util.UUID;

/**
 * Carries a trip's events out, in order and without gaps: frees whom the event frees, writes the
 * views, appends to the topic. What is out is noted in the trip's intents; when the trip has ended
 * and all is out, they go. Everything here may run twice, or on two instances at once: it costs a
 * duplicate, which consumers drop by version.
 *
 * <p>Freeing comes before publishing: a dispatcher that learns that a driver is free must not find
 * the slot taken.
 */
public final class Settlement {
  private static final int EVENTS_PER_READ = 64;

  private final TripRows trips;
  private final IntentRows intents;
  private final Slots drivers;
  private final Slots riders;
  private final TripViews views;
  private final TripLog log;
  private final List<Follower> followers;

  public Settlement(
      TripRows trips,
      IntentRows intents,
      Slots drivers,
      Slots riders,
      TripViews views,
      TripLog log,
      List<Follower> followers) {
    this.trips = trips;
    this.intents = intents;
    this.drivers = drivers;
    this.riders = riders;
    this.views = views;
    this.log = log;
    this.followers = List.copyOf(followers);
  }

  /**
   * The live path's short cut, for a caller who knows that all earlier events are out.
   *
   * @throws RuntimeException if an engine did not answer; to be settled again
   */
  public void settleNext(StoredEvent event) {
    carryOut(event);
    note(event.logged().trip(), event.version(), event.after());
  }

  /**
   * Carries out all that is not out yet.
   *
   * @return the version up to which the trip's events are out now; 0 if there is nothing to settle
   */
  public long settle(TripId trip) {
    List<Intent> open = intents.listIntents(trip);
    if (open.isEmpty()) {
      return 0;
    }
    long settled = open.stream().mapToLong(Intent::settledVersion).min().orElseThrow();
    Trip last = null;
    List<StoredEvent> batch;
    do {
      batch = trips.listEvents(trip, settled + 1, EVENTS_PER_READ);
      for (StoredEvent event : batch) {
        carryOut(event);
        settled = event.version();
        last = event.after();
      }
    } while (batch.size() == EVENTS_PER_READ);
    if (last == null) {
      last = trips.findTrip(trip).orElse(null);
    }
    if (last != null) {
      note(trip, settled, last);
    }
    return settled;
  }

  private void carryOut(StoredEvent event) {
    freeSlots(event);
    views.project(event);
    followers.forEach(follower -> follower.follow(event));
    log.append(event);
  }

  private void freeSlots(StoredEvent event) {
    Trip after = event.after();
    TripId trip = after.ride().tripId();
    if (event.logged().event() instanceof TripEvent.DriverUnassigned unassigned) {
      // Who gave a trip back never gets it again: a late repeat of this frees nobody wrongly.
      drivers.freeFromTrip(unassigned.driver().value(), trip);
    } else if (event.logged().event() instanceof TripEvent.DriverReplaced replaced) {
      drivers.freeFromAttempt(replaced.previous().value(), attemptBefore(event));
    } else if (after.status().isTerminal()) {
      after.findDriver().ifPresent(driver -> drivers.freeFromTrip(driver.value(), trip));
      riders.freeFromTrip(after.ride().rider().value(), trip);
    }
  }

  /**
   * What bound the driver who was replaced. They may get the same trip back: a late repeat of this
   * event must not free them then, so the trip alone does not say whether they are to be freed. An
   * accepted trip's last event is always the one that gave it its driver.
   */
  private UUID attemptBefore(StoredEvent replacement) {
    return trips
        .findEvent(replacement.logged().trip(), replacement.version() - 1)
        .orElseThrow()
        .logged()
        .attempt();
  }

  private void note(TripId trip, long settled, Trip after) {
    for (Intent intent : intents.listIntents(trip)) {
      if (settled < intent.fromVersion()) {
        continue;
      }
      // Not by a newer state: its event has yet to be carried out.
      if (after.status().isTerminal() && after.version() == settled) {
        intents.remove(intent);
      } else if (settled > intent.settledVersion()) {
        intents.settled(intent, settled);
      }
    }
  }
}

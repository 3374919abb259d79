package io.kerb.trip.change;

import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Decision;
import io.kerb.trip.aggregate.LoggedEvent;
import io.kerb.trip.aggregate.Refusal;
import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.aggregate.TripEvent;
import io.kerb.trip.aggregate.TripPolicy;
import io.kerb.trip.claim.Insistence;
import io.kerb.trip.store.DeadlineRows;
import io.kerb.trip.store.Intent;
import io.kerb.trip.store.IntentRows;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.TripRows;
import io.kerb.trip.store.UnknownOutcomeException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Read, decide, compare-and-set; again if somebody was faster.
 *
 * <p>Before the write come the plain rows that must not be missing after it: the deadline of a new
 * wait, and the intent of an event after the trip's end. Too many of them do no harm.
 *
 * <p>A driver arrives only at the pickup of their current trip. All that follows in a trip's life
 * follows the arrival, so this is the one command that asks whose turn it is; once a trip is the
 * current one, it stays so until it ends.
 */
public final class ChangeTrip {
  /** Losing this often to others means that the store is sick. */
  private static final int ROUNDS_MAX = 16;

  private final TripRows trips;
  private final IntentRows intents;
  private final DeadlineRows deadlines;
  private final Turn turn;
  private final Insistence insistence;
  private final AfterChange after;
  private final TripPolicy policy;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public ChangeTrip(
      TripRows trips,
      IntentRows intents,
      DeadlineRows deadlines,
      Turn turn,
      Insistence insistence,
      AfterChange after,
      TripPolicy policy,
      Clock clock,
      Supplier<UUID> ids) {
    this.trips = trips;
    this.intents = intents;
    this.deadlines = deadlines;
    this.turn = turn;
    this.insistence = insistence;
    this.after = after;
    this.policy = policy;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * @throws UnknownOutcomeException if the store did not answer in time; the same command may be
   *     sent again
   */
  public Outcome change(TripId id, TripCommand command, Origin origin) {
    Optional<Trip> read = trips.findTrip(id);
    boolean latest = false;
    for (int round = 0; round < ROUNDS_MAX; round++) {
      Decision decision =
          read.map(trip -> decide(trip, command, origin.actor()))
              .orElse(new Decision.Refused(new Refusal.NotYours()));
      if (decision instanceof Decision.Happens happens) {
        Optional<StoredEvent> stored = store(read.orElseThrow(), happens.event(), origin);
        if (stored.isPresent()) {
          return new Outcome.Done(stored.get().after());
        }
      } else if (decision instanceof Decision.AlreadySo) {
        return new Outcome.Done(read.orElseThrow());
      } else if (latest && decision instanceof Decision.Refused refused) {
        return new Outcome.Refused(refused.refusal());
      }
      // Refusals are spoken only on the latest state: a change of unknown outcome, perhaps this
      // caller's own, may be behind what was read first.
      read = trips.findLatest(id);
      latest = true;
    }
    throw new UnknownOutcomeException(
        "trip " + id + " changed " + ROUNDS_MAX + " times while '" + command.name() + "' ran",
        null);
  }

  private Decision decide(Trip trip, TripCommand command, Actor actor) {
    Decision decision = trip.decide(command, actor, policy, clock.instant());
    if (command instanceof TripCommand.Arrive
        && actor instanceof Actor.Driver driver
        && decision instanceof Decision.Happens) {
      return turn.findCurrent(driver.id())
          .map(current -> current.ride().tripId())
          .filter(current -> !current.equals(trip.ride().tripId()))
          .<Decision>map(current -> new Decision.Refused(new Refusal.NotItsTurn(current)))
          .orElse(decision);
    }
    return decision;
  }

  private Optional<StoredEvent> store(Trip trip, TripEvent event, Origin origin) {
    Instant now = clock.instant();
    LoggedEvent logged =
        new LoggedEvent(
            trip.ride().tripId(),
            trip.version() + 1,
            now,
            origin.actor().audit(),
            ids.get(),
            origin.traceparent(),
            event);
    StoredEvent stored = new StoredEvent(logged, trip.apply(logged));
    prepare(stored, trip.status(), now);
    Optional<StoredEvent> applied = insistence.on(() -> trips.append(stored));
    applied.ifPresent(after::changed);
    return applied;
  }

  private void prepare(StoredEvent event, Status before, Instant now) {
    Trip trip = event.after();
    if (before.isTerminal()) {
      intents.put(Intent.ofAfterthought(event, now));
    }
    if (trip.status() == Status.PROCESSING) {
      trip.state()
          .findRequest()
          .ifPresent(
              request ->
                  deadlines.put(
                      new DeadlineRows.Deadline(trip.ride().tripId(), request.expiresAt())));
    }
  }
}

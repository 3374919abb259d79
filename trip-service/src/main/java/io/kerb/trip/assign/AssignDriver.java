package io.kerb.trip.assign;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Decision;
import io.kerb.trip.aggregate.LoggedEvent;
import io.kerb.trip.aggregate.Refusal;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.aggregate.TripPolicy;
import io.kerb.trip.aggregate.TripState;
import io.kerb.trip.change.AfterChange;
import io.kerb.trip.change.Outcome;
import io.kerb.trip.claim.Claim;
import io.kerb.trip.claim.Insistence;
import io.kerb.trip.claim.Room;
import io.kerb.trip.claim.Slots;
import io.kerb.trip.store.Attempt;
import io.kerb.trip.store.AttemptRows;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.TripRows;
import io.kerb.trip.store.UnknownOutcomeException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A driver gets a trip, by accepting an offer or by dispatch's order. Two compare-and-sets on two
 * partitions, so a saga:
 *
 * <ol>
 *   <li>note the attempt, so that a sweeper finds it should this process die;
 *   <li>bind the driver's slot to the trip: as their current one, or as the next one if they have a
 *       rider in the car; else a driver with another trip is out;
 *   <li>move the trip to accepted, against the version that was offered: of many drivers one wins;
 *   <li>if the trip refused, free the driver.
 * </ol>
 *
 * The driver is freed only when the trip is known to be past the offered version, by whosever
 * event: then no late write of this attempt can win any more. While that is unknown, the attempt
 * stays, and is driven forward by whoever comes next: the driver's repeat, or the sweeper. So a
 * rider is never left with a driver that was freed, nor a driver bound to a trip of another.
 */
public final class AssignDriver {
  private static final int ROUNDS_MAX = 4;

  /** How long an accept may begin to claim; half the age at which a sweeper takes over. */
  private static final Duration CLAIM_MAX = Duration.ofSeconds(15);

  private final TripRows trips;
  private final Slots drivers;
  private final AttemptRows attempts;
  private final Insistence insistence;
  private final AfterChange after;
  private final TripPolicy policy;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public AssignDriver(
      TripRows trips,
      Slots drivers,
      AttemptRows attempts,
      Insistence insistence,
      AfterChange after,
      TripPolicy policy,
      Clock clock,
      Supplier<UUID> ids) {
    this.trips = trips;
    this.drivers = drivers;
    this.attempts = attempts;
    this.insistence = insistence;
    this.after = after;
    this.policy = policy;
    this.clock = clock;
    this.ids = ids;
  }

  /** The driver has other trips, or another accept of theirs is under way. */
  public record DriverBusy() implements AcceptOutcome {}

  /** Won, or already had; or refused by the trip. */
  public record Answered(Outcome outcome) implements AcceptOutcome {}

  /** What a driver is told. */
  public sealed interface AcceptOutcome permits Answered, DriverBusy {}

  /**
   * A driver takes an offer.
   *
   * @param tripVersion that the signed offer was for
   * @throws UnknownOutcomeException if the store did not answer in time; the same accept may be
   *     sent again
   */
  public AcceptOutcome accept(
      DriverId driver, TripId trip, long tripVersion, String offerId, String traceparent) {
    return assign(
        new Attempt(ids.get(), driver, trip, tripVersion, offerId, clock.instant(), traceparent),
        other -> isRiding(driver, other));
  }

  /**
   * Dispatch gives an accepted trip to another driver who is on the way somewhere.
   *
   * @param tripVersion that dispatch decided upon
   * @param handedOver the trip that the driver gives up in the same exchange, before or after: it
   *     may still hold the slot
   * @throws UnknownOutcomeException if the store did not answer in time; the same order may be
   *     given again
   */
  public AcceptOutcome order(
      DriverId driver,
      TripId trip,
      long tripVersion,
      String exchangeId,
      TripId handedOver,
      String traceparent) {
    String offer = Attempt.offerOfExchange(exchangeId);
    return assign(
        new Attempt(ids.get(), driver, trip, tripVersion, offer, clock.instant(), traceparent),
        handedOver::equals);
  }

  /** Whether an order of this exchange has bound the driver to the trip; it may be under way. */
  public boolean isOrdered(DriverId driver, TripId trip, String exchangeId) {
    return drivers
        .findSlot(driver.value())
        .findBinding(trip)
        .flatMap(binding -> attempts.findAttempt(binding.attempt()))
        .filter(attempt -> attempt.offerId().equals(Attempt.offerOfExchange(exchangeId)))
        .isPresent();
  }

  private AcceptOutcome assign(Attempt attempt, Predicate<TripId> mayFollow) {
    Optional<Outcome> early = answerWithout(attempt);
    if (early.isPresent()) {
      return new Answered(early.get());
    }
    attempts.put(attempt);
    long driver = attempt.driver().value();
    for (int round = 0; round < ROUNDS_MAX; round++) {
      Claim claim =
          drivers.claim(
              driver,
              drivers.findSlot(driver),
              attempt.trip(),
              attempt.id(),
              new Room(this::isOver, mayFollow),
              () -> mayClaim(attempt));
      if (claim instanceof Claim.Busy) {
        attempts.remove(attempt.id());
        return new DriverBusy();
      }
      if (!(claim instanceof Claim.Bound bound)) {
        break;
      }
      UUID holder = bound.binding().attempt();
      if (holder.equals(attempt.id())) {
        return new Answered(forward(attempt));
      }
      Optional<Outcome> settled = finishEarlier(holder, attempt);
      if (settled.isPresent()) {
        attempts.remove(attempt.id());
        return new Answered(settled.get());
      }
      // The driver once had this trip, lost it to another, and was not freed yet.
      drivers.freeFromAttempt(driver, holder);
    }
    throw new UnknownOutcomeException(
        "to give trip " + attempt.trip() + " to driver " + driver + " took too long", null);
  }

  /** Long before a sweeper takes the attempt for one of a dead process. */
  private boolean mayClaim(Attempt attempt) {
    return clock.instant().isBefore(attempt.startedAt().plus(CLAIM_MAX));
  }

  /**
   * An earlier attempt to give this driver this trip holds the slot: its write may be on its way,
   * so it is that one which must win or lose first. Empty if the way is free for this attempt.
   */
  private Optional<Outcome> finishEarlier(UUID holder, Attempt mine) {
    Optional<Attempt> earlier = attempts.findAttempt(holder);
    if (earlier.isPresent()) {
      Outcome outcome = forward(earlier.get());
      if (earlier.get().tripVersion() == mine.tripVersion()) {
        return Optional.of(outcome);
      }
    }
    return judge(trips.findLatest(mine.trip()), mine);
  }

  /** What can be said before anything is written; empty if the saga must run. */
  private Optional<Outcome> answerWithout(Attempt attempt) {
    Optional<Outcome> quick = judge(trips.findTrip(attempt.trip()), attempt);
    return quick.isEmpty() ? quick : judge(trips.findLatest(attempt.trip()), attempt);
  }

  private Optional<Outcome> judge(Optional<Trip> trip, Attempt attempt) {
    if (trip.isEmpty()) {
      return Optional.of(new Outcome.Refused(new Refusal.NotYours()));
    }
    Decision decision = decide(trip.get(), attempt);
    if (decision instanceof Decision.Refused refused) {
      return Optional.of(new Outcome.Refused(refused.refusal()));
    }
    return decision instanceof Decision.AlreadySo
        ? Optional.of(new Outcome.Done(trip.get()))
        : Optional.empty();
  }

  private Decision decide(Trip trip, Attempt attempt) {
    TripCommand command =
        attempt.isOrdered()
            ? new TripCommand.Replace(attempt.driver(), attempt.offerId(), attempt.tripVersion())
            : new TripCommand.Accept(attempt.offerId(), attempt.tripVersion());
    return trip.decide(command, actor(attempt), policy, attempt.startedAt());
  }

  private static Actor actor(Attempt attempt) {
    return attempt.isOrdered() ? new Actor.Dispatch() : new Actor.Driver(attempt.driver());
  }

  /** For the sweeper: brings what a dead process left to its end. */
  public void recover(Attempt attempt) {
    if (drivers.fence(attempt.driver().value()).isHeldBy(attempt.id())) {
      forward(attempt);
    } else {
      attempts.remove(attempt.id());
    }
  }

  /** The slot is bound: now the trip decides. */
  private Outcome forward(Attempt attempt) {
    Optional<StoredEvent> won = win(attempt);
    Outcome outcome;
    if (won.isPresent()) {
      after.changed(won.get());
      outcome = new Outcome.Done(won.get().after());
    } else {
      outcome = lose(attempt);
    }
    attempts.remove(attempt.id());
    return outcome;
  }

  private Optional<StoredEvent> win(Attempt attempt) {
    Trip trip = trips.findLatest(attempt.trip()).orElseThrow();
    if (trip.version() != attempt.tripVersion()) {
      return trips
          .findEvent(attempt.trip(), attempt.tripVersion() + 1)
          .filter(stored -> stored.logged().attempt().equals(attempt.id()));
    }
    if (!(decide(trip, attempt) instanceof Decision.Happens happens)) {
      return Optional.empty();
    }
    LoggedEvent logged =
        new LoggedEvent(
            attempt.trip(),
            attempt.tripVersion() + 1,
            attempt.startedAt(),
            actor(attempt).audit(),
            attempt.id(),
            attempt.traceparent(),
            happens.event());
    StoredEvent event = new StoredEvent(logged, trip.apply(logged));
    return insistence.on(() -> trips.append(event));
  }

  private Outcome lose(Attempt attempt) {
    // Only from this attempt: a later one of the same driver may rightly hold the slot by now.
    drivers.freeFromAttempt(attempt.driver().value(), attempt.id());
    Optional<Trip> trip = trips.findLatest(attempt.trip());
    return judge(trip, attempt)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "trip "
                        + attempt.trip()
                        + " refused a driver at version "
                        + attempt.tripVersion()
                        + ", at which it still is"));
  }

  /** Has the rider of that trip in the car: the end is in sight, and another may come after it. */
  private boolean isRiding(DriverId driver, TripId id) {
    return trips
        .findLatest(id)
        .filter(trip -> trip.state() instanceof TripState.InProgress && trip.hasDriver(driver))
        .isPresent();
  }

  private boolean isOver(TripId id) {
    return trips.findLatest(id).filter(trip -> trip.status().isTerminal()).isPresent();
  }
}

package io.kerb.trip.aggregate;

import io.kerb.location.api.DriverId;
import io.kerb.trip.aggregate.TripState.Processing;
import io.kerb.trip.aggregate.TripState.Scheduled;
import io.kerb.trip.aggregate.TripState.WithDriver;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One trip: its order and the state it is in. Changes only by applying events, live and on replay.
 *
 * <pre>
 * from                             command (who)                  to                    event
 * -                                request (rider)                processing, scheduled requested
 * scheduled                        release (timer)                processing            released
 * processing                       accept (driver)                accepted              driver_assigned
 * processing                       expire (timer)                 no_drivers_available  request_expired
 * scheduled, processing,
 *   accepted, arriving             cancel (rider, operator)       rider_canceled        rider_canceled
 * accepted                         accept (another driver, by an
 *                                    offer of this very version) accepted              driver_replaced
 * accepted                         replace (dispatch)             accepted              driver_replaced
 * accepted, arriving before
 *   the pickup wait is over        cancel (driver; operator)      processing            driver_unassigned
 * accepted                         arrive (driver)                arriving              driver_arrived
 * arriving after the pickup wait   no-show (driver)               driver_canceled       no_show
 * arriving                         start (driver, rider's code)   in_progress           started
 * in_progress                      change destination (rider)     in_progress           destination_changed
 * in_progress                      reach stop (driver)            in_progress           stop_reached
 * in_progress                      complete (driver, operator)    completed             completed
 * completed                        rate (rider, driver)           completed             rated
 * completed                        tip (rider)                    completed             tipped
 * completed                        refund (operator)              completed             refunded
 * </pre>
 *
 * @param released drivers that gave this trip back, in order
 */
public record Trip(
    long version, Ride ride, TripState state, List<DriverId> released, Instant updatedAt) {

  public Trip {
    released = List.copyOf(released);
  }

  /** The event that a request begins with. */
  public static TripEvent.Requested request(Ride ride, TripPolicy policy) {
    return new TripEvent.Requested(
        ride, ride.scheduledAt() == null ? ride.requestedAt().plus(policy.requestBudget()) : null);
  }

  /**
   * The trip that its first event makes.
   *
   * @throws IllegalStateException if it is no first event
   */
  public static Trip begin(LoggedEvent first) {
    if (first.version() != 1 || !(first.event() instanceof TripEvent.Requested requested)) {
      throw new IllegalStateException(
          "the log of trip " + first.trip() + " begins with version " + first.version());
    }
    Ride ride = requested.ride();
    TripState state =
        requested.expiresAt() == null
            ? new Scheduled(ride.scheduledAt(), ride.releaseAt())
            : Processing.begin(first.at(), requested.expiresAt());
    return new Trip(1, ride, state, List.of(), first.at());
  }

  /**
   * The trip after an event.
   *
   * @throws IllegalStateException if the event is not the next one, or cannot follow this state
   */
  public Trip apply(LoggedEvent logged) {
    if (logged.version() != version + 1) {
      throw new IllegalStateException(
          "trip "
              + ride.tripId()
              + " is at version "
              + version
              + ", which version "
              + logged.version()
              + " does not follow");
    }
    Trip after = logged.event().applyTo(this, logged.at());
    return new Trip(logged.version(), after.ride, after.state, after.released, logged.at());
  }

  /** What becomes of a command, by this state alone. */
  public Decision decide(TripCommand command, Actor actor, TripPolicy policy, Instant now) {
    if (!concerns(actor, command)) {
      return new Decision.Refused(new Refusal.NotYours());
    }
    return state.decide(
        command, new Circumstances(this, actor, policy, now.truncatedTo(ChronoUnit.MILLIS)));
  }

  /** What a decision looks at besides the state. */
  record Circumstances(Trip trip, Actor actor, TripPolicy policy, Instant now) {}

  private boolean concerns(Actor actor, TripCommand command) {
    if (actor instanceof Actor.Rider rider) {
      return ride.rider().equals(rider.id());
    }
    if (actor instanceof Actor.Driver driver) {
      return hasDriver(driver.id())
          || command instanceof TripCommand.Accept
          || command instanceof TripCommand.Unassign && released.contains(driver.id());
    }
    return true;
  }

  public Status status() {
    return state.status();
  }

  /** Who drives or drove; empty while nobody does. */
  public Optional<DriverId> findDriver() {
    return state.findPairing().map(WithDriver::driver);
  }

  public boolean hasDriver(DriverId driver) {
    return findDriver().filter(driver::equals).isPresent();
  }

  /**
   * Whether this driver is never to get this trip: gave it back, or blocks the rider, or is
   * blocked.
   */
  boolean excludes(DriverId driver) {
    return released.contains(driver) || ride.blocked().contains(driver);
  }

  Trip to(TripState next) {
    return new Trip(version, ride, next, released, updatedAt);
  }

  Trip driving(Ride changed) {
    return new Trip(version, changed, state, released, updatedAt);
  }

  Trip releasing(DriverId driver) {
    List<DriverId> all = new ArrayList<>(released);
    if (!all.contains(driver)) {
      all.add(driver);
    }
    return new Trip(version, ride, state, all, updatedAt);
  }

  <S extends TripState> S in(Class<S> expected) {
    if (!expected.isInstance(state)) {
      throw new IllegalStateException(
          "trip "
              + ride.tripId()
              + " at version "
              + version
              + " is "
              + status().text()
              + ", not "
              + expected.getSimpleName());
    }
    return expected.cast(state);
  }

  IllegalStateException misplaced(TripEvent event) {
    return new IllegalStateException(
        event.getClass().getSimpleName()
            + " cannot follow version "
            + version
            + " of trip "
            + ride.tripId()
            + ", which is "
            + status().text());
  }
}

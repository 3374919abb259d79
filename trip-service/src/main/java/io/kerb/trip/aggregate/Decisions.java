package io.kerb.trip.aggregate;

import io.kerb.pricing.api.Money;
import io.kerb.trip.aggregate.Decision.AlreadySo;
import io.kerb.trip.aggregate.Decision.Happens;
import io.kerb.trip.aggregate.Decision.Refused;
import io.kerb.trip.aggregate.Trip.Circumstances;
import java.time.Duration;
import java.time.Instant;

/** Rules that several states share. */
final class Decisions {
  private Decisions() {}

  /**
   * @param acceptedAt since when a driver is on the way; null if nobody is
   */
  static Decision cancelForRider(TripCommand.Cancel cancel, Circumstances now, Instant acceptedAt) {
    boolean byRider = now.actor() instanceof Actor.Rider;
    if (!byRider && !(now.actor() instanceof Actor.Operator)) {
      return new Refused(new Refusal.NotYourPart(now.actor().side(), cancel.name()));
    }
    // An operator's cancel costs the rider nothing.
    Money fee =
        byRider && acceptedAt != null
            ? positive(
                now.trip()
                    .ride()
                    .rules()
                    .cancelFee(Duration.between(acceptedAt, now.now()).toSeconds()))
            : null;
    return new Happens(new TripEvent.CanceledForRider(now.actor().side(), cancel.reason(), fee));
  }

  static Decision unassign(
      TripState.WithDriver state, TripCommand.Unassign unassign, Circumstances now) {
    if (!(now.actor() instanceof Actor.Driver) && !(now.actor() instanceof Actor.Operator)) {
      return new Refused(new Refusal.NotYourPart(now.actor().side(), unassign.name()));
    }
    if (now.actor() instanceof Actor.Driver driver && !driver.id().equals(state.driver())) {
      return new AlreadySo();
    }
    return new Happens(
        new TripEvent.DriverUnassigned(
            state.driver(), unassign.reason(), now.now().plus(now.policy().requestBudget())));
  }

  /** The cancel fee, however short the wait for the driver was. */
  static Money noShowFee(Ride ride) {
    return positive(new Money(ride.rules().cancelFeeMinor(), ride.rules().currency()));
  }

  /** Why this state does not take this command; or that it need not, for a repeat. */
  static Decision refuse(TripState state, TripCommand command, Circumstances now) {
    if (command instanceof TripCommand.Accept accept
        && now.actor() instanceof Actor.Driver driver) {
      return refuseAccept(state, accept, driver, now.trip());
    }
    if (command instanceof TripCommand.Replace replace
        && now.actor() instanceof Actor.Dispatch
        && state instanceof TripState.WithDriver with
        && with.driver().equals(replace.driver())) {
      return new AlreadySo();
    }
    if (command instanceof TripCommand.Unassign
        && now.actor() instanceof Actor.Driver driver
        && !now.trip().hasDriver(driver.id())) {
      // Only a driver who gave the trip back gets this far.
      return new AlreadySo();
    }
    return new Refused(
        new Refusal.InvalidTransition(state.status(), command.name(), state.allowed()));
  }

  private static Decision refuseAccept(
      TripState state, TripCommand.Accept accept, Actor.Driver driver, Trip trip) {
    if (trip.hasDriver(driver.id())) {
      return new AlreadySo();
    }
    return new Refused(
        state.findPairing().isPresent()
            ? new Refusal.AlreadyAssigned()
            : new Refusal.NotOpen(state.status(), trip.version(), accept.tripVersion()));
  }

  private static Money positive(Money money) {
    return money.amountMinor() > 0 ? money : null;
  }
}

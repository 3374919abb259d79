package io.kerb.trip.aggregate;

import io.kerb.location.api.DriverId;
import io.kerb.pricing.api.FareBasis;
import io.kerb.pricing.api.Money;
import io.kerb.trip.aggregate.TripState.Accepted;
import io.kerb.trip.aggregate.TripState.Arriving;
import io.kerb.trip.aggregate.TripState.Completed;
import io.kerb.trip.aggregate.TripState.DriverCanceled;
import io.kerb.trip.aggregate.TripState.InProgress;
import io.kerb.trip.aggregate.TripState.NoDriversAvailable;
import io.kerb.trip.aggregate.TripState.Open;
import io.kerb.trip.aggregate.TripState.Processing;
import io.kerb.trip.aggregate.TripState.RiderCanceled;
import io.kerb.trip.aggregate.TripState.Scheduled;
import io.kerb.trip.aggregate.TripState.WithDriver;
import java.time.Instant;

/**
 * What happened to a trip. Carries all that replay needs: prices and deadlines are facts here, so
 * that a later change of policy does not rewrite history.
 */
public sealed interface TripEvent {

  /**
   * The trip after this event.
   *
   * @throws IllegalStateException if this event cannot follow the trip's state
   */
  Trip applyTo(Trip trip, Instant at);

  /**
   * The first event of each trip; {@link Trip#begin} makes the trip of it.
   *
   * @param expiresAt when the budget is spent; null for a scheduled ride
   */
  record Requested(Ride ride, Instant expiresAt) implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      throw new IllegalStateException("trip " + trip.ride().tripId() + " was requested twice");
    }
  }

  record Released(Instant expiresAt) implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      trip.in(Scheduled.class);
      return trip.to(Processing.begin(at, expiresAt));
    }
  }

  record DriverAssigned(DriverId driver, String offerId) implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      return trip.to(new Accepted(trip.in(Processing.class), driver, at, 0));
    }
  }

  record RequestExpired() implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      return trip.to(new NoDriversAvailable(trip.in(Processing.class), at));
    }
  }

  /**
   * @param by the side that cancelled: rider or operator
   * @param fee null if there is none
   */
  record CanceledForRider(String by, String reason, Money fee) implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      Open before = trip.in(Open.class);
      if (before instanceof InProgress) {
        throw trip.misplaced(this);
      }
      return trip.to(new RiderCanceled(before, at, by, reason, fee));
    }
  }

  record DriverReplaced(DriverId previous, DriverId driver, String offerId) implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      Accepted accepted = trip.in(Accepted.class);
      if (!accepted.driver().equals(previous)) {
        throw trip.misplaced(this);
      }
      int replacements = accepted.replacements() + 1;
      return trip.to(new Accepted(accepted.request(), driver, at, replacements));
    }
  }

  /**
   * @param expiresAt the new wait's end
   */
  record DriverUnassigned(DriverId driver, String reason, Instant expiresAt) implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      if (!(trip.state() instanceof WithDriver given)
          || given instanceof InProgress
          || !given.driver().equals(driver)) {
        throw trip.misplaced(this);
      }
      return trip.releasing(driver).to(given.request().again(at, expiresAt));
    }
  }

  record DriverArrived() implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      return trip.to(new Arriving(trip.in(Accepted.class), at));
    }
  }

  /**
   * @param fee null if there is none
   */
  record NoShow(Money fee) implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      return trip.to(new DriverCanceled(trip.in(Arriving.class), at, fee));
    }
  }

  record Started() implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      return trip.to(new InProgress(trip.in(Arriving.class), at, 0));
    }
  }

  record DestinationChanged(Ride.Route route, FareBasis basis, Money fare) implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      trip.in(InProgress.class);
      return trip.driving(trip.ride().withRoute(route, basis, fare));
    }
  }

  record StopReached(int stop) implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      InProgress ride = trip.in(InProgress.class);
      if (stop != ride.stopsReached() + 1) {
        throw trip.misplaced(this);
      }
      return trip.to(ride.atStop(stop));
    }
  }

  /**
   * @param finalFare what is charged: the fare and the waiting
   */
  record RideCompleted(Money finalFare) implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      return trip.to(Completed.of(trip.in(InProgress.class), at, finalFare));
    }
  }

  /**
   * @param byRider whether the rider rates the driver; otherwise the driver rates the rider
   */
  record Rated(boolean byRider, int stars, String comment) implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      Completed completed = trip.in(Completed.class);
      if (completed.stars(byRider) != 0) {
        throw trip.misplaced(this);
      }
      return trip.to(completed.rated(byRider, stars));
    }
  }

  record Tipped(Money amount) implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      Completed completed = trip.in(Completed.class);
      if (completed.tip() != null) {
        throw trip.misplaced(this);
      }
      return trip.to(completed.tipped(amount));
    }
  }

  record Refunded(Money amount) implements TripEvent {
    @Override
    public Trip applyTo(Trip trip, Instant at) {
      return trip.to(trip.in(Completed.class).refunded(amount));
    }
  }
}

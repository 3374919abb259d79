package io.kerb.trip.aggregate;

import io.kerb.location.api.DriverId;
import io.kerb.pricing.api.Money;
import io.kerb.trip.aggregate.Decision.AlreadySo;
import io.kerb.trip.aggregate.Decision.Happens;
import io.kerb.trip.aggregate.Decision.Refused;
import io.kerb.trip.aggregate.Trip.Circumstances;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The states of a trip. Each knows what it came from, so that no field is ever "set, or not, by
 * status"; the table of transitions is in {@link Trip}.
 */
public sealed interface TripState {
  Status status();

  /** The commands that this state takes, for messages. */
  String allowed();

  Decision decide(TripCommand command, Circumstances now);

  /** Who drives or drove, and since when. */
  Optional<WithDriver> findPairing();

  /** The request as it waited last; empty for a ride that never began to look for a driver. */
  Optional<Processing> findRequest();

  /** Not ended. */
  sealed interface Open extends TripState {}

  /** Ended, for ever; ratings, tips and refunds may follow a completed one. */
  sealed interface Ended extends TripState {
    Instant endedAt();
  }

  /** A driver has the trip. */
  sealed interface WithDriver extends Open {
    Processing request();

    DriverId driver();

    Instant acceptedAt();

    /** How many drivers were relieved on the way to the pickup. */
    int replacements();

    @Override
    default Optional<WithDriver> findPairing() {
      return Optional.of(this);
    }

    @Override
    default Optional<Processing> findRequest() {
      return Optional.of(request());
    }
  }

  /**
   * @param pickupAt when the rider wants to be picked up
   * @param begin when it begins to look for a driver; null if it does so by the policy
   */
  record Scheduled(Instant pickupAt, Instant begin) implements Open {
    @Override
    public Status status() {
      return Status.SCHEDULED;
    }

    @Override
    public String allowed() {
      return "cancel";
    }

    @Override
    public Optional<WithDriver> findPairing() {
      return Optional.empty();
    }

    @Override
    public Optional<Processing> findRequest() {
      return Optional.empty();
    }

    /** When it begins to look for a driver. */
    public Instant releaseAt(TripPolicy policy) {
      return begin == null ? pickupAt.minus(policy.scheduledLead()) : begin;
    }

    @Override
    public Decision decide(TripCommand command, Circumstances now) {
      if (command instanceof TripCommand.Release && now.actor() instanceof Actor.Timer) {
        Instant from = releaseAt(now.policy());
        if (now.now().isBefore(from)) {
          return new Refused(new Refusal.TooEarly(command.name(), from));
        }
        // The budget counts from the wished time, or from now when the timer comes late.
        Instant since = pickupAt.isAfter(now.now()) ? pickupAt : now.now();
        return new Happens(new TripEvent.Released(since.plus(now.policy().requestBudget())));
      }
      if (command instanceof TripCommand.Cancel cancel) {
        return Decisions.cancelForRider(cancel, now, null);
      }
      return Decisions.refuse(this, command, now);
    }
  }

  /**
   * Looking for a driver.
   *
   * @param waitingSince since when the rider waits: the request or the release
   * @param since start of the present search: that, or the last unassignment
   * @param expiresAt when the search's budget is spent
   */
  record Processing(Instant waitingSince, Instant since, Instant expiresAt) implements Open {
    static Processing begin(Instant at, Instant expiresAt) {
      return new Processing(at, at, expiresAt);
    }

    /** The driver has gone; the rider's wait goes on. */
    Processing again(Instant at, Instant until) {
      return new Processing(waitingSince, at, until);
    }

    @Override
    public Status status() {
      return Status.PROCESSING;
    }

    @Override
    public String allowed() {
      return "accept, cancel";
    }

    @Override
    public Optional<WithDriver> findPairing() {
      return Optional.empty();
    }

    @Override
    public Optional<Processing> findRequest() {
      return Optional.of(this);
    }

    @Override
    public Decision decide(TripCommand command, Circumstances now) {
      if (command instanceof TripCommand.Accept accept) {
        return accept(accept, now);
      }
      if (command instanceof TripCommand.ExpireRequest && now.actor() instanceof Actor.Timer) {
        return now.now().isBefore(expiresAt)
            ? new Refused(new Refusal.TooEarly(command.name(), expiresAt))
            : new Happens(new TripEvent.RequestExpired());
      }
      if (command instanceof TripCommand.Cancel cancel) {
        return Decisions.cancelForRider(cancel, now, null);
      }
      return Decisions.refuse(this, command, now);
    }

    private Decision accept(TripCommand.Accept accept, Circumstances now) {
      if (!(now.actor() instanceof Actor.Driver driver)) {
        return Decisions.refuse(this, accept, now);
      }
      // The compare-and-set against this version is what decides; this only says so early.
      return now.trip().version() == accept.tripVersion() && !now.trip().excludes(driver.id())
          ? new Happens(new TripEvent.DriverAssigned(driver.id(), accept.offerId()))
          : Decisions.refuse(this, accept, now);
    }
  }

  /**
   * The driver is on the way, or will be after another trip.
   *
   * @param acceptedAt by this driver
   * @param replacements drivers relieved so far
   */
  record Accepted(Processing request, DriverId driver, Instant acceptedAt, int replacements)
      implements WithDriver {
    @Override
    public Status status() {
      return Status.ACCEPTED;
    }

    @Override
    public String allowed() {
      return "arrive, cancel";
    }

    @Override
    public Decision decide(TripCommand command, Circumstances now) {
      if (command instanceof TripCommand.Accept accept
          && now.actor() instanceof Actor.Driver relief
          && mayBeRelieved(relief.id(), accept.tripVersion(), now.trip())) {
        return new Happens(new TripEvent.DriverReplaced(driver, relief.id(), accept.offerId()));
      }
      if (command instanceof TripCommand.Arrive && now.actor() instanceof Actor.Driver) {
        return new Happens(new TripEvent.DriverArrived());
      }
      if (command instanceof TripCommand.Cancel cancel) {
        return Decisions.cancelForRider(cancel, now, acceptedAt);
      }
      if (command instanceof TripCommand.Unassign unassign) {
        return Decisions.unassign(this, unassign, now);
      }
      if (command instanceof TripCommand.Replace replace
          && now.actor() instanceof Actor.Dispatch
          && mayBeRelieved(replace.driver(), replace.tripVersion(), now.trip())) {
        return new Happens(
            new TripEvent.DriverReplaced(driver, replace.driver(), replace.offerId()));
      }
      return Decisions.refuse(this, command, now);
    }

    /** An offer of this version was made when this driver had the trip: it is to replace them. */
    private boolean mayBeRelieved(DriverId by, long tripVersion, Trip trip) {
      return trip.version() == tripVersion && !by.equals(driver) && !trip.excludes(by);
    }
  }

  /** The driver waits at the pickup. (Uber's name; the car has arrived.) */
  record Arriving(Accepted accepted, Instant arrivedAt) implements WithDriver {
    @Override
    public Status status() {
      return Status.ARRIVING;
    }

    @Override
    public String allowed() {
      return "start, cancel, and no-show after the pickup wait";
    }

    @Override
    public Processing request() {
      return accepted.request();
    }

    @Override
    public DriverId driver() {
      return accepted.driver();
    }

    @Override
    public Instant acceptedAt() {
      return accepted.acceptedAt();
    }

    @Override
    public int replacements() {
      return accepted.replacements();
    }

    @Override
    public Decision decide(TripCommand command, Circumstances now) {
      boolean byDriver = now.actor() instanceof Actor.Driver;
      Instant waitOver = arrivedAt.plus(now.policy().pickupWait());
      if (command instanceof TripCommand.Start start && byDriver) {
        return start.code().equals(now.trip().ride().pickupCode())
            ? new Happens(new TripEvent.Started())
            : new Refused(new Refusal.WrongCode());
      }
      if (command instanceof TripCommand.Cancel cancel) {
        return Decisions.cancelForRider(cancel, now, acceptedAt());
      }
      if (command instanceof TripCommand.Unassign unassign && now.now().isBefore(waitOver)) {
        return Decisions.unassign(this, unassign, now);
      }
      if (command instanceof TripCommand.NoShow && byDriver) {
        return now.now().isBefore(waitOver)
            ? new Refused(new Refusal.TooEarly(command.name(), waitOver))
            : new Happens(new TripEvent.NoShow(Decisions.noShowFee(now.trip().ride())));
      }
      if (command instanceof TripCommand.Arrive && byDriver) {
        return new AlreadySo();
      }
      return Decisions.refuse(this, command, now);
    }
  }

  /**
   * The rider is in the car.
   *
   * @param stopsReached of the ride's stops, in order
   */
  record InProgress(Arriving pickup, Instant startedAt, int stopsReached) implements WithDriver {
    @Override
    public Status status() {
      return Status.IN_PROGRESS;
    }

    @Override
    public String allowed() {
      return "complete, reach stop, change destination";
    }

    @Override
    public Processing request() {
      return pickup.request();
    }

    @Override
    public DriverId driver() {
      return pickup.driver();
    }

    @Override
    public Instant acceptedAt() {
      return pickup.acceptedAt();
    }

    @Override
    public int replacements() {
      return pickup.replacements();
    }

    InProgress atStop(int stop) {
      return new InProgress(pickup, startedAt, stop);
    }

    @Override
    public Decision decide(TripCommand command, Circumstances now) {
      boolean byDriver = now.actor() instanceof Actor.Driver;
      if (command instanceof TripCommand.Complete
          && (byDriver || now.actor() instanceof Actor.Operator)) {
        return new Happens(new TripEvent.RideCompleted(finalFare(now.trip().ride())));
      }
      if (command instanceof TripCommand.ReachStop reach && byDriver) {
        return reachStop(reach, now);
      }
      if (command instanceof TripCommand.ChangeDestination change
          && now.actor() instanceof Actor.Rider) {
        return change.route().dropoff().equals(now.trip().ride().route().dropoff())
            ? new AlreadySo()
            : new Happens(
                new TripEvent.DestinationChanged(change.route(), change.basis(), change.fare()));
      }
      if (command instanceof TripCommand.Start && byDriver) {
        return new AlreadySo();
      }
      return Decisions.refuse(this, command, now);
    }

    private Decision reachStop(TripCommand.ReachStop reach, Circumstances now) {
      int stops = now.trip().ride().route().stops().size();
      if (reach.stop() >= 1 && reach.stop() <= stopsReached) {
        return new AlreadySo();
      }
      return reach.stop() == stopsReached + 1 && reach.stop() <= stops
          ? new Happens(new TripEvent.StopReached(reach.stop()))
          : Decisions.refuse(this, reach, now);
    }

    /** The quoted fare, and the waiting at the pickup beyond the free time. */
    public Money finalFare(Ride ride) {
      return ride.fare().plus(waiting(ride));
    }

    public Money waiting(Ride ride) {
      return ride.rules().waiting(Duration.between(pickup.arrivedAt(), startedAt).toSeconds());
    }
  }

  /**
   * @param riderStars that the rider gave; 0 for none yet
   * @param driverStars that the driver gave; 0 for none yet
   * @param tip null for none
   * @param refunded the sum of all refunds; null for none
   */
  record Completed(
      InProgress driven,
      Instant endedAt,
      Money finalFare,
      int riderStars,
      int driverStars,
      Money tip,
      Money refunded)
      implements Ended {

    static Completed of(InProgress driven, Instant endedAt, Money finalFare) {
      return new Completed(driven, endedAt, finalFare, 0, 0, null, null);
    }

    @Override
    public Status status() {
      return Status.COMPLETED;
    }

    @Override
    public String allowed() {
      return "rate, tip, refund";
    }

    @Override
    public Optional<WithDriver> findPairing() {
      return Optional.of(driven);
    }

    @Override
    public Optional<Processing> findRequest() {
      return Optional.of(driven.request());
    }

    int stars(boolean byRider) {
      return byRider ? riderStars : driverStars;
    }

    Completed rated(boolean byRider, int stars) {
      return new Completed(
          driven,
          endedAt,
          finalFare,
          byRider ? stars : riderStars,
          byRider ? driverStars : stars,
          tip,
          refunded);
    }

    Completed tipped(Money amount) {
      return new Completed(driven, endedAt, finalFare, riderStars, driverStars, amount, refunded);
    }

    Completed refunded(Money amount) {
      Money sum = refunded == null ? amount : refunded.plus(amount);
      return new Completed(driven, endedAt, finalFare, riderStars, driverStars, tip, sum);
    }

    @Override
    public Decision decide(TripCommand command, Circumstances now) {
      if (command instanceof TripCommand.Rate rate
          && (now.actor() instanceof Actor.Rider || now.actor() instanceof Actor.Driver)) {
        return rate(rate, now.actor() instanceof Actor.Rider);
      }
      if (command instanceof TripCommand.Tip tipCommand && now.actor() instanceof Actor.Rider) {
        return tip(tipCommand.amount());
      }
      if (command instanceof TripCommand.Refund refund && now.actor() instanceof Actor.Operator) {
        return refund(refund.amount());
      }
      if (command instanceof TripCommand.Complete
          && (now.actor() instanceof Actor.Driver || now.actor() instanceof Actor.Operator)) {
        return new AlreadySo();
      }
      return Decisions.refuse(this, command, now);
    }

    private Decision rate(TripCommand.Rate rate, boolean byRider) {
      int given = stars(byRider);
      if (given == 0) {
        return new Happens(new TripEvent.Rated(byRider, rate.stars(), rate.comment()));
      }
      return given == rate.stars()
          ? new AlreadySo()
          : new Refused(new Refusal.AlreadyGiven("rating"));
    }

    private Decision tip(Money amount) {
      if (!amount.currency().equals(finalFare.currency())) {
        return new Refused(
            new Refusal.WrongAmount("This trip was paid in " + finalFare.currency() + "."));
      }
      if (tip == null) {
        return new Happens(new TripEvent.Tipped(amount));
      }
      return tip.equals(amount) ? new AlreadySo() : new Refused(new Refusal.AlreadyGiven("tip"));
    }

    private Decision refund(Money amount) {
      long paid = finalFare.amountMinor() + (tip == null ? 0 : tip.amountMinor());
      long left = paid - (refunded == null ? 0 : refunded.amountMinor());
      if (!amount.currency().equals(finalFare.currency()) || amount.amountMinor() > left) {
        return new Refused(
            new Refusal.WrongAmount(
                "At most " + left + " minor " + finalFare.currency() + " can be refunded."));
      }
      return new Happens(new TripEvent.Refunded(amount));
    }
  }

  record NoDriversAvailable(Processing request, Instant endedAt) implements Ended {
    @Override
    public Status status() {
      return Status.NO_DRIVERS_AVAILABLE;
    }

    @Override
    public String allowed() {
      return "";
    }

    @Override
    public Optional<WithDriver> findPairing() {
      return Optional.empty();
    }

    @Override
    public Optional<Processing> findRequest() {
      return Optional.of(request);
    }

    @Override
    public Decision decide(TripCommand command, Circumstances now) {
      return command instanceof TripCommand.ExpireRequest && now.actor() instanceof Actor.Timer
          ? new AlreadySo()
          : Decisions.refuse(this, command, now);
    }
  }

  /**
   * @param by the side that cancelled: rider or operator
   * @param fee null if there is none
   */
  record RiderCanceled(Open before, Instant endedAt, String by, String reason, Money fee)
      implements Ended {
    @Override
    public Status status() {
      return Status.RIDER_CANCELED;
    }

    @Override
    public String allowed() {
      return "";
    }

    @Override
    public Optional<WithDriver> findPairing() {
      return before.findPairing();
    }

    @Override
    public Optional<Processing> findRequest() {
      return before.findRequest();
    }

    @Override
    public Decision decide(TripCommand command, Circumstances now) {
      return command instanceof TripCommand.Cancel && now.actor().side().equals(by)
          ? new AlreadySo()
          : Decisions.refuse(this, command, now);
    }
  }

  /**
   * The rider did not come.
   *
   * @param fee null if there is none
   */
  record DriverCanceled(Arriving before, Instant endedAt, Money fee) implements Ended {
    @Override
    public Status status() {
      return Status.DRIVER_CANCELED;
    }

    @Override
    public String allowed() {
      return "";
    }

    @Override
    public Optional<WithDriver> findPairing() {
      return Optional.of(before);
    }

    @Override
    public Optional<Processing> findRequest() {
      return Optional.of(before.request());
    }

    @Override
    public Decision decide(TripCommand command, Circumstances now) {
      return command instanceof TripCommand.NoShow && now.actor() instanceof Actor.Driver
          ? new AlreadySo()
          : Decisions.refuse(this, command, now);
    }
  }
}

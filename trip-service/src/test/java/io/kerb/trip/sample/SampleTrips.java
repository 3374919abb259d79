package io.kerb.trip.sample;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.FareBasis;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.Surcharge;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Decision;
import io.kerb.trip.aggregate.LoggedEvent;
import io.kerb.trip.aggregate.Ride;
import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.aggregate.TripPolicy;
import io.kerb.trip.store.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A trip that a test leads through its life, with its log. */
public final class SampleTrips {
  public static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
  public static final TripPolicy POLICY = TripPolicy.DEFAULT;
  public static final RiderId RIDER = new RiderId(7);
  public static final DriverId DRIVER = new DriverId(42);
  public static final String CODE = "0417";
  public static final Actor BY_RIDER = new Actor.Rider(RIDER);
  public static final Actor BY_DRIVER = new Actor.Driver(DRIVER);
  public static final Actor BY_OPERATOR = new Actor.Operator("ann");
  public static final Actor BY_TIMER = new Actor.Timer();

  /** Over a bridge that costs. */
  private static final FareBasis TO_ELSEWHERE =
      new FareBasis(4_000, 700, 1, List.of(new Surcharge(Surcharge.Kind.TOLL, "bridge", 1, 300)));

  private final List<StoredEvent> log = new ArrayList<>();
  private Trip trip;
  private Instant now = T0;
  private long attempts;

  private SampleTrips(Instant scheduledAt, Instant releaseAt, List<DriverId> blocked) {
    this(new UUID(1, 2), true, scheduledAt, releaseAt, blocked);
  }

  private SampleTrips(
      UUID quoteId,
      boolean withStop,
      Instant scheduledAt,
      Instant releaseAt,
      List<DriverId> blocked) {
    Quote quote = new SampleQuotes().quote(quoteId, RIDER, T0);
    Ride ride =
        new Ride(
            TripId.ofQuote(quote.quoteId().value()),
            quote.quoteId(),
            RIDER,
            quote.market(),
            quote.product(),
            new Ride.Route(
                quote.pickup(),
                withStop ? quote.stops() : List.of(),
                quote.dropoff(),
                quote.distanceM(),
                quote.durationS(),
                quote.routePolyline()),
            quote.rules(),
            quote.surgeMultiplier(),
            quote.basis(),
            quote.fare(),
            CODE,
            T0,
            scheduledAt,
            releaseAt,
            blocked);
    LoggedEvent first =
        new LoggedEvent(
            ride.tripId(), 1, T0, "rider", nextAttempt(), "", Trip.request(ride, POLICY));
    trip = Trip.begin(first);
    log.add(new StoredEvent(first, trip));
  }

  public static SampleTrips requested() {
    return new SampleTrips(null, null, List.of());
  }

  /** Another trip for each number, without stops. */
  public static SampleTrips direct(long number) {
    return new SampleTrips(new UUID(1, number), false, null, null, List.of());
  }

  /** By a rider who is not to meet these drivers. */
  public static SampleTrips requestedWithout(DriverId... blocked) {
    return new SampleTrips(null, null, List.of(blocked));
  }

  public static SampleTrips scheduled(Duration ahead) {
    return new SampleTrips(T0.plus(ahead), null, List.of());
  }

  /** That begins to look for a driver so long before. */
  public static SampleTrips scheduled(Duration ahead, Duration lead) {
    return new SampleTrips(T0.plus(ahead), T0.plus(ahead).minus(lead), List.of());
  }

  /** A trip in this status, on the straight way there. */
  public static SampleTrips in(Status status) {
    SampleTrips life = status == Status.SCHEDULED ? scheduled(Duration.ofHours(1)) : requested();
    return switch (status) {
      case SCHEDULED, PROCESSING -> life;
      case NO_DRIVERS_AVAILABLE ->
          life.after(POLICY.requestBudget()).must(new TripCommand.ExpireRequest(), BY_TIMER);
      case RIDER_CANCELED -> life.must(new TripCommand.Cancel("late"), BY_RIDER);
      case ACCEPTED -> life.accepted();
      case ARRIVING -> life.accepted().arrived();
      case DRIVER_CANCELED ->
          life.accepted()
              .arrived()
              .after(POLICY.pickupWait())
              .must(new TripCommand.NoShow(), BY_DRIVER);
      case IN_PROGRESS -> life.accepted().arrived().started();
      case COMPLETED ->
          life.accepted().arrived().started().must(new TripCommand.Complete(), BY_DRIVER);
    };
  }

  public SampleTrips accepted() {
    return must(new TripCommand.Accept("offer", trip.version()), BY_DRIVER);
  }

  public SampleTrips arrived() {
    return must(new TripCommand.Arrive(), BY_DRIVER);
  }

  public SampleTrips started() {
    return must(new TripCommand.Start(CODE), BY_DRIVER);
  }

  public SampleTrips after(Duration passed) {
    now = now.plus(passed);
    return this;
  }

  public Decision decide(TripCommand command, Actor actor) {
    return trip.decide(command, actor, POLICY, now);
  }

  /** Decides and applies; the command must make something happen. */
  public SampleTrips must(TripCommand command, Actor actor) {
    if (!(decide(command, actor) instanceof Decision.Happens happens)) {
      throw new AssertionError(
          command + " by " + actor + " of " + trip.status() + ": " + decide(command, actor));
    }
    LoggedEvent next =
        new LoggedEvent(
            trip.ride().tripId(),
            trip.version() + 1,
            now,
            actor.audit(),
            nextAttempt(),
            "",
            happens.event());
    trip = trip.apply(next);
    log.add(new StoredEvent(next, trip));
    return this;
  }

  private UUID nextAttempt() {
    return new UUID(0, ++attempts);
  }

  public Trip trip() {
    return trip;
  }

  public Instant now() {
    return now;
  }

  public List<StoredEvent> log() {
    return log;
  }

  /** The way to elsewhere, at another price. */
  public TripCommand.ChangeDestination toElsewhere() {
    Ride.Route old = trip.ride().route();
    LatLng elsewhere = SampleQuotes.ELSEWHERE;
    return new TripCommand.ChangeDestination(
        new Ride.Route(old.pickup(), old.stops(), elsewhere, 4_000, 700, ""),
        TO_ELSEWHERE,
        SampleQuotes.RULES.fare(TO_ELSEWHERE, SampleQuotes.SURGE));
  }
}

package io.kerb.trip.simulation;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.Quote;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.aggregate.TripEvent;
import io.kerb.trip.aggregate.TripPolicy;
import io.kerb.trip.aggregate.TripState;
import io.kerb.trip.assign.AssignDriver;
import io.kerb.trip.booking.Bookings;
import io.kerb.trip.booking.Leads;
import io.kerb.trip.change.ChangeTrip;
import io.kerb.trip.change.Origin;
import io.kerb.trip.change.Outcome;
import io.kerb.trip.check.Report;
import io.kerb.trip.check.StoredTrip;
import io.kerb.trip.check.TripCheck;
import io.kerb.trip.claim.Insistence;
import io.kerb.trip.claim.Slots;
import io.kerb.trip.exchange.CarryOutExchange;
import io.kerb.trip.exchange.Exchange;
import io.kerb.trip.read.TripReader;
import io.kerb.trip.request.RequestOutcome;
import io.kerb.trip.request.RequestTrip;
import io.kerb.trip.request.TripRequest;
import io.kerb.trip.sample.MemoryBookings;
import io.kerb.trip.sample.MemoryPickupTimes;
import io.kerb.trip.sample.SampleQuotes;
import io.kerb.trip.sample.TripStack;
import io.kerb.trip.settle.AttemptSweep;
import io.kerb.trip.settle.DeadlineSweep;
import io.kerb.trip.settle.IntentSweep;
import io.kerb.trip.settle.Settlement;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.UnknownOutcomeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** One town's afternoon under faults, the whole of it decided by the seed. */
final class SagaSimulation {
  private static final int RIDERS = 4;
  private static final int REQUESTS_PER_RIDER = 3;
  private static final int DRIVERS = 4;
  private static final int ACCEPTS_PER_DRIVER = 8;
  private static final int INSTANCES = 2;
  private static final int EXCHANGES = 8;
  private static final int ON_THE_WAY_MAX = 60;
  private static final int PATIENCE_MAX = 120;
  private static final int TRIES_MAX = 6;
  private static final int SWEEPS = 12;
  private static final int SETTLES = 400;
  private static final Duration STEP_MAX = Duration.ofMillis(120);

  private record Offer(DriverId driver, TripId trip, long version) {
    String id() {
      return "offer-" + driver + "-" + version;
    }
  }

  /** What came of a run, if all was well. */
  record Result(
      long trips,
      int faults,
      long reliefs,
      int nextTrips,
      Map<CarryOutExchange.Result, Integer> exchanges) {}

  private final Random random;
  private final Baton baton;
  private final FaultyStores stores;
  private final SampleQuotes quotes = new SampleQuotes();
  private final Deque<TripId> unsettled = new ArrayDeque<>();

  /** Whether the driver was told to have won, when last told. */
  private final Map<Offer, Boolean> accepts = new HashMap<>();

  private final Map<String, RequestOutcome> requestAnswers = new HashMap<>();
  private final List<Exchange> orders = new ArrayList<>();
  private final Map<CarryOutExchange.Result, Integer> exchangeResults =
      new EnumMap<>(CarryOutExchange.Result.class);
  private final ChangeTrip changes;
  private final RequestTrip requests;
  private final AssignDriver assign;
  private final CarryOutExchange exchanges;
  private final Settlement settlement;
  private final IntentSweep intentSweep;
  private final AttemptSweep attemptSweep;
  private final DeadlineSweep deadlineSweep;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException("instants only");
        }
      };

  private SagaSimulation(long seed) {
    this.random = new Random(seed);
    this.baton = new Baton(random);
    this.stores = new FaultyStores(random, baton);
    TripPolicy policy = TripPolicy.DEFAULT;
    Supplier<UUID> ids = () -> new UUID(random.nextLong(), random.nextLong());
    Insistence insistence = new Insistence(clock, this::pause, Duration.ofSeconds(1));
    Slots drivers = new Slots(stores.drivers, insistence);
    Slots riders = new Slots(stores.riders, insistence);
    settlement =
        new Settlement(
            stores.tripRows, stores.intents, drivers, riders, stores.views, stores.log, List.of());
    changes =
        new ChangeTrip(
            stores.tripRows,
            stores.intents,
            stores.deadlines,
            new TripReader(stores.tripRows, stores.views, drivers, riders)::findCurrent,
            insistence,
            this::changed,
            policy,
            clock,
            ids);
    requests =
        new RequestTrip(
            stores.tripRows,
            riders,
            stores.keys,
            stores.intents,
            stores.deadlines,
            quotes,
            rider -> List.of(),
            new Bookings(new MemoryBookings(), insistence, 1),
            new Leads(new MemoryPickupTimes(), TripStack.CONFIGURATION.bookings()),
            insistence,
            this::changed,
            policy,
            clock,
            ids);
    assign =
        new AssignDriver(
            stores.tripRows,
            drivers,
            stores.attempts,
            insistence,
            this::changed,
            policy,
            clock,
            ids);
    exchanges = new CarryOutExchange(stores.tripRows, assign, clock);
    intentSweep = new IntentSweep(stores.intents, stores.tripRows, requests, unsettled::add, clock);
    attemptSweep = new AttemptSweep(stores.attempts, assign, clock);
    deadlineSweep = new DeadlineSweep(stores.deadlines, stores.tripRows, changes, clock);
  }

  static Result run(long seed) {
    return new SagaSimulation(seed).run();
  }

  private Result run() {
    for (int i = 1; i <= RIDERS; i++) {
      RiderId rider = new RiderId(i);
      baton.add("rider-" + i, () -> ride(rider));
    }
    for (int i = 1; i <= DRIVERS; i++) {
      DriverId driver = new DriverId(i);
      baton.add("driver-" + i, () -> drive(driver));
    }
    for (int i = 1; i <= INSTANCES; i++) {
      baton.add("exchanges-" + i, this::exchange);
      // Each event is at times carried out twice, and late.
      baton.add("settler-" + i, () -> repeat(SETTLES / INSTANCES, this::settleOne));
    }
    baton.add("sweeper", () -> repeat(SWEEPS, this::sweep));
    baton.run();
    quiesce();
    Report report = new TripCheck(stores, TripPolicy.DEFAULT, clock).run();
    if (!report.isClean()) {
      throw new AssertionError(report.violations().toString());
    }
    checkAcceptAnswers();
    return new Result(
        report.trips(),
        stores.unknowns + stores.lateApplied + stores.crashes,
        stores.countReliefs(),
        stores.nextTrips,
        exchangeResults);
  }

  private void pause(Duration duration) {
    now = now.plus(duration);
    baton.pass();
  }

  private void changed(StoredEvent event) {
    now = now.plusMillis(random.nextInt((int) STEP_MAX.toMillis()));
    // Sometimes the process ends before it has told anybody; sometimes several settle at once.
    for (int told = random.nextInt(4); told > 0; told--) {
      unsettled.add(event.logged().trip());
    }
  }

  /** Faults end; what is on its way arrives; the sweeps do the rest. */
  private void quiesce() {
    stores.stopFaults();
    for (int round = 0; round < 6; round++) {
      stores.arriveLate(round < 2 ? random.nextInt(3) : Integer.MAX_VALUE);
      now = now.plusSeconds(120);
      sweep();
      while (!unsettled.isEmpty()) {
        settlement.settle(unsettled.poll());
      }
    }
    if (stores.underWay() > 0) {
      throw new AssertionError("writes are still on their way");
    }
    stores.attempts.forEach(
        attempt -> {
          throw new AssertionError("the sweep left " + attempt);
        });
    stores.intents.forEach(
        intent -> {
          if (stores.findTrip(intent.trip()).filter(this::isOpen).isEmpty()) {
            throw new AssertionError("the sweep left " + intent);
          }
        });
  }

  private boolean isOpen(StoredTrip trip) {
    return !trip.state().status().isTerminal();
  }

  private void sweep() {
    intentSweep.run();
    attemptSweep.run();
    deadlineSweep.run();
    now = now.plusSeconds(random.nextInt(10));
    baton.pass();
  }

  private void settleOne() {
    TripId trip = unsettled.poll();
    if (trip != null) {
      settlement.settle(trip);
    }
    baton.pass();
  }

  private static void repeat(int times, Runnable action) {
    for (int i = 0; i < times; i++) {
      try {
        action.run();
      } catch (UnknownOutcomeException | Baton.Crash next) {
        // Another instance sweeps again.
      }
    }
  }

  /** As an app does: no answer, so the same again, for a while. */
  private <T> Optional<T> tell(Supplier<T> call) {
    for (int i = 0; i < TRIES_MAX; i++) {
      try {
        return Optional.of(call.get());
      } catch (UnknownOutcomeException | Baton.Crash again) {
        pause(Duration.ofMillis(random.nextInt(3_000)));
      }
    }
    return Optional.empty();
  }

  private void ride(RiderId rider) {
    for (int i = 0; i < REQUESTS_PER_RIDER; i++) {
      Quote quote = quotes.quote(new UUID(rider.value(), i), rider, now);
      TripRequest request =
          new TripRequest(rider, quote.quoteId(), null, "key-" + i, "payload", "");
      for (int posts = 0; posts < 3; posts++) {
        tell(() -> requests.request(request)).ifPresent(answer -> remember(request, answer));
      }
      if (random.nextInt(4) > 0) {
        pass(30 + random.nextInt(PATIENCE_MAX));
      }
      tell(
          () ->
              changes.change(
                  request.trip(),
                  new TripCommand.Cancel(""),
                  new Origin(new Actor.Rider(rider), "")));
    }
  }

  /** I7: one key, one answer. */
  private void remember(TripRequest request, RequestOutcome answer) {
    if (answer instanceof RequestOutcome.InFlight) {
      pause(Duration.ofSeconds(4));
      return;
    }
    RequestOutcome before =
        requestAnswers.putIfAbsent(request.rider() + "/" + request.key(), answer);
    if (before != null && !before.equals(answer)) {
      throw new AssertionError(request + " was answered " + before + ", then " + answer);
    }
  }

  private void drive(DriverId driver) {
    for (int i = 0; i < ACCEPTS_PER_DRIVER; i++) {
      pass(5);
      // What an exchange gave them, or an accept that they never heard the answer of.
      peekTripOf(driver).ifPresent(trip -> serve(driver, trip));
      peekOfferable(driver)
          .filter(trip -> accept(driver, trip))
          .ifPresent(trip -> serve(driver, trip));
    }
  }

  private Optional<Trip> peekTripOf(DriverId driver) {
    return any(stores.peekOpen().stream().filter(trip -> trip.hasDriver(driver)).toList());
  }

  /** Who waits for a driver, or for another one than who is on the way. */
  private Optional<Trip> peekOfferable(DriverId driver) {
    return any(
        stores.peekOpen().stream()
            .filter(
                trip ->
                    trip.state() instanceof TripState.Processing
                        || trip.state() instanceof TripState.Accepted && !trip.hasDriver(driver))
            .toList());
  }

  private Optional<Trip> any(List<Trip> trips) {
    return trips.isEmpty()
        ? Optional.empty()
        : Optional.of(trips.get(random.nextInt(trips.size())));
  }

  /** Returns whether the driver was told to have won. */
  private boolean accept(DriverId driver, Trip trip) {
    TripId id = trip.ride().tripId();
    // Offers grow old.
    long version = Math.max(1, trip.version() - (random.nextInt(5) == 0 ? 1 : 0));
    Offer offer = new Offer(driver, id, version);
    Optional<AssignDriver.AcceptOutcome> answer =
        tell(() -> assign.accept(driver, id, version, offer.id(), ""));
    if (answer.isEmpty()) {
      // The driver gave up without knowing: both ends are allowed.
      accepts.remove(offer);
      return false;
    }
    boolean won =
        answer.get() instanceof AssignDriver.Answered answered
            && answered.outcome() instanceof Outcome.Done;
    accepts.put(offer, won);
    return won;
  }

  private void serve(DriverId driver, Trip trip) {
    if (random.nextInt(5) == 0) {
      command(driver, trip, new TripCommand.Unassign(""));
      return;
    }
    // On the way: the time for exchanges.
    pass(3 + random.nextInt(ON_THE_WAY_MAX));
    command(driver, trip, new TripCommand.Arrive());
    pass(3);
    command(driver, trip, new TripCommand.Start(trip.ride().pickupCode()));
    Optional<Trip> next =
        random.nextInt(2) == 0
            ? peekOfferable(driver).filter(offered -> accept(driver, offered))
            : Optional.empty();
    // Out of turn: must be refused.
    next.ifPresent(after -> command(driver, after, new TripCommand.Arrive()));
    pass(3);
    command(driver, trip, new TripCommand.Complete());
    command(driver, trip, new TripCommand.Rate(5, ""));
    next.ifPresent(after -> serve(driver, after));
  }

  private void command(DriverId driver, Trip trip, TripCommand command) {
    Origin origin = new Origin(new Actor.Driver(driver), "");
    tell(() -> changes.change(trip.ride().tripId(), command, origin));
  }

  /** Orders exchanges, and carries out those of the other instance too, as after a rebalance. */
  private void exchange() {
    for (int i = 0; i < EXCHANGES; i++) {
      pass(6);
      peekRing().ifPresent(orders::add);
      if (!orders.isEmpty()) {
        carryOut(orders.get(random.nextInt(orders.size())));
      }
    }
  }

  private Optional<Exchange> peekRing() {
    Map<DriverId, Trip> onTheWay = new LinkedHashMap<>();
    for (Trip trip : stores.peekOpen()) {
      if (trip.state() instanceof TripState.Accepted accepted) {
        onTheWay.put(accepted.driver(), trip);
      }
    }
    List<Trip> ring = new ArrayList<>(onTheWay.values());
    Collections.shuffle(ring, random);
    int steps = Math.min(ring.size(), 2 + random.nextInt(2));
    if (steps < 2) {
      return Optional.empty();
    }
    List<Exchange.Step> hands = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      Trip trip = ring.get(i);
      hands.add(
          new Exchange.Step(
              trip.ride().tripId(),
              trip.version(),
              trip.findDriver().orElseThrow(),
              ring.get((i + 1) % steps).findDriver().orElseThrow()));
    }
    return Optional.of(
        new Exchange("e" + orders.size(), hands, now.plus(Duration.ofSeconds(20)), ""));
  }

  /** As the topic does: again and again until it is through. */
  private void carryOut(Exchange exchange) {
    tell(() -> exchanges.carryOut(exchange))
        .ifPresent(result -> exchangeResults.merge(result, 1, Integer::sum));
  }

  private void pass(int times) {
    for (int i = 0; i < times; i++) {
      now = now.plusMillis(random.nextInt((int) STEP_MAX.toMillis()));
      baton.pass();
    }
  }

  /** I2, I12: who was told to have won has won, and who was told to have lost has not. */
  private void checkAcceptAnswers() {
    accepts.forEach(
        (offer, won) -> {
          StoredTrip trip = stores.findTrip(offer.trip()).orElseThrow();
          boolean right = won ? hadTrip(offer, trip) : !wonForGood(offer, trip);
          if (!right) {
            throw new AssertionError(offer + ", won: " + won + ", contradicts" + summary(trip));
          }
        });
  }

  private static boolean hadTrip(Offer offer, StoredTrip trip) {
    return trip.events().stream().anyMatch(event -> event.after().hasDriver(offer.driver()));
  }

  /**
   * Who won, heard nothing, and was replaced before they asked again is rightly told to have lost.
   */
  private static boolean wonForGood(Offer offer, StoredTrip trip) {
    return trip.events().stream()
            .anyMatch(event -> offer.id().equals(offerOf(event.logged().event())))
        && trip.events().stream()
            .filter(event -> event.version() > offer.version())
            .allMatch(event -> event.after().hasDriver(offer.driver()));
  }

  private static String offerOf(TripEvent event) {
    if (event instanceof TripEvent.DriverAssigned assigned) {
      return assigned.offerId();
    }
    return event instanceof TripEvent.DriverReplaced replaced ? replaced.offerId() : "none";
  }

  private static String summary(StoredTrip trip) {
    StringBuilder text = new StringBuilder();
    for (StoredEvent event : trip.events()) {
      text.append("\n  ")
          .append(event.version())
          .append(' ')
          .append(event.logged().at())
          .append(' ')
          .append(event.logged().event().getClass().getSimpleName())
          .append(event.after().findDriver().map(driver -> " driver " + driver).orElse(""));
    }
    return text.toString();
  }
}

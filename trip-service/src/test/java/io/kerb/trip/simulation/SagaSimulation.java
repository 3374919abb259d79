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
import io.kerb.trip.change.ChangeTrip;
import io.kerb.trip.change.Origin;
import io.kerb.trip.change.Outcome;
import io.kerb.trip.check.Report;
import io.kerb.trip.check.StoredTrip;
import io.kerb.trip.check.TripCheck;
import io.kerb.trip.claim.Insistence;
import io.kerb.trip.claim.Slots;
import io.kerb.trip.read.TripReader;
import io.kerb.trip.request.RequestOutcome;
import io.kerb.trip.request.RequestTrip;
import io.kerb.trip.request.TripRequest;
import io.kerb.trip.sample.SampleQuotes;
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
import java.util.Deque;
import java.util.HashMap;
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
  private static final int TRIES_MAX = 6;
  private static final int SWEEPS = 12;
  private static final int SETTLES = 400;
  private static final Duration STEP_MAX = Duration.ofMillis(120);

  private record Offer(DriverId driver, TripId trip, long version) {}

  /** What came of a run, if all was well. */
  record Result(long trips, int unknowns, int lateApplied, int crashes) {}

  private final Random random;
  private final Baton baton;
  private final FaultyStores stores;
  private final SampleQuotes quotes = new SampleQuotes();
  private final Deque<TripId> unsettled = new ArrayDeque<>();

  /** Whether the driver was told to have won, when last told. */
  private final Map<Offer, Boolean> accepts = new HashMap<>();

  private final Map<String, RequestOutcome> requestAnswers = new HashMap<>();
  private final ChangeTrip changes;
  private final RequestTrip requests;
  private final AssignDriver assign;
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
        new Settlement(stores.tripRows, stores.intents, drivers, riders, stores.views, stores.log);
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
    baton.add("settler", () -> repeat(SETTLES, this::settleOne));
    baton.add("sweeper", () -> repeat(SWEEPS, this::sweep));
    baton.run();
    quiesce();
    Report report = new TripCheck(stores, TripPolicy.DEFAULT, clock).run();
    if (!report.isClean()) {
      throw new AssertionError(report.violations().toString());
    }
    checkAcceptAnswers();
    return new Result(report.trips(), stores.unknowns, stores.lateApplied, stores.crashes);
  }

  private void pause(Duration duration) {
    now = now.plus(duration);
    baton.pass();
  }

  private void changed(StoredEvent event) {
    now = now.plusMillis(random.nextInt((int) STEP_MAX.toMillis()));
    // Sometimes the process ends before it has told anybody.
    if (random.nextInt(10) > 0) {
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
        pass(30);
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
      List<Trip> waiting =
          stores.peekOpen().stream()
              .filter(trip -> trip.state() instanceof TripState.Processing)
              .toList();
      if (!waiting.isEmpty()) {
        Trip trip = waiting.get(random.nextInt(waiting.size()));
        // Offers grow old.
        long version = Math.max(1, trip.version() - (random.nextInt(5) == 0 ? 1 : 0));
        accept(driver, trip, version);
      }
    }
  }

  private void accept(DriverId driver, Trip trip, long version) {
    TripId id = trip.ride().tripId();
    Optional<AssignDriver.AcceptOutcome> answer =
        tell(() -> assign.accept(driver, id, version, "offer-" + version, ""));
    Offer offer = new Offer(driver, id, version);
    if (answer.isEmpty()) {
      // The driver gave up without knowing: both ends are allowed.
      accepts.remove(offer);
      return;
    }
    boolean won =
        answer.get() instanceof AssignDriver.Answered answered
            && answered.outcome() instanceof Outcome.Done;
    accepts.put(offer, won);
    if (!won) {
      return;
    }
    Origin origin = new Origin(new Actor.Driver(driver), "");
    if (random.nextInt(4) == 0) {
      tell(() -> changes.change(id, new TripCommand.Unassign(""), origin));
      return;
    }
    for (TripCommand command :
        List.of(
            new TripCommand.Arrive(),
            new TripCommand.Start(trip.ride().pickupCode()),
            new TripCommand.Complete(),
            new TripCommand.Rate(5, ""))) {
      pass(3);
      tell(() -> changes.change(id, command, origin));
    }
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
          boolean assigned =
              trip.events().stream()
                  .anyMatch(
                      event ->
                          (won || event.version() == offer.version() + 1)
                              && event.logged().event() instanceof TripEvent.DriverAssigned given
                              && given.driver().equals(offer.driver()));
          if (assigned != won) {
            throw new AssertionError(offer + ", won: " + won + ", contradicts" + summary(trip));
          }
        });
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

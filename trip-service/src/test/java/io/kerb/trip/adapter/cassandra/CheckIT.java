package io.kerb.trip.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.kerb.local.fixture.EngineStack;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.trip.adapter.check.EngineWorld;
import io.kerb.trip.adapter.codec.SnapshotCodec;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.aggregate.TripEvent;
import io.kerb.trip.aggregate.TripPolicy;
import io.kerb.trip.assign.AssignDriver;
import io.kerb.trip.change.Origin;
import io.kerb.trip.change.Outcome;
import io.kerb.trip.check.Report;
import io.kerb.trip.check.TripCheck;
import io.kerb.trip.check.Violation;
import io.kerb.trip.sample.DelegatingTripRows;
import io.kerb.trip.sample.TripStack;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.TripRows;
import io.kerb.trip.wiring.TripService;
import io.kerb.trip.wiring.TripStores;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The check on real engines: drivers race for each trip, all at the same moment; once with the
 * compare-and-set, once with its condition taken out.
 */
@ExtendWith(EngineStack.class)
final class CheckIT {
  private static final int TRIPS = 6;
  private static final int RACERS = 3;
  private static final Duration SETTLES_WITHIN = Duration.ofSeconds(30);

  private TripStack stack;

  @BeforeEach
  void start() throws InterruptedException {
    stack = new TripStack();
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void racing_accepts_leave_no_violation() throws Exception {
    try (Instances instances = instances(rows -> rows)) {
      TripService service = instances.first();
      List<Race> races = race(instances);
      assertThat(races).allSatisfy(race -> assertThat(race.winners()).hasSize(1));
      for (Race race : races) {
        complete(service, race);
      }
      awaitSettled(service, races);
      Report report = check();
      assertThat(report.violations()).isEmpty();
      assertThat(report.trips()).isEqualTo(TRIPS);
      assertThat(report.completed()).isEqualTo(TRIPS);
    }
  }

  @Test
  void without_the_condition_the_check_turns_red() throws Exception {
    try (Instances instances =
        instances(rows -> new CarelessTripRows(rows, stack.session(), stack.keyspace()))) {
      List<Race> races = race(instances);
      assertThat(races).anySatisfy(race -> assertThat(race.winners()).hasSizeGreaterThan(1));
      awaitSettled(instances.first(), races);
      assertThat(check().violations()).extracting(Violation::invariant).contains("I1", "I2");
    }
  }

  /** As many processes as racers: each takes one driver's accept. */
  private record Instances(List<TripService> all) implements AutoCloseable {
    TripService first() {
      return all.get(0);
    }

    @Override
    public void close() {
      all.forEach(TripService::close);
    }
  }

  private Instances instances(UnaryOperator<TripRows> rows) {
    Map<TripId, CyclicBarrier> meetings = new ConcurrentHashMap<>();
    List<TripService> services = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      services.add(
          stack.service(
              stores ->
                  new TripStores(
                      new MeetingTripRows(rows.apply(stores.trips()), meetings),
                      stores.drivers(),
                      stores.riders(),
                      stores.keys(),
                      stores.intents(),
                      stores.attempts(),
                      stores.deadlines(),
                      stores.views(),
                      stores.blocks(),
                      stores.bookings(),
                      stores.pickupTimes())));
    }
    return new Instances(services);
  }

  private record Race(TripId trip, List<DriverId> winners) {}

  private List<Race> race(Instances instances) throws Exception {
    ExecutorService drivers = Executors.newFixedThreadPool(RACERS);
    try {
      List<Race> races = new ArrayList<>();
      for (int i = 0; i < TRIPS; i++) {
        TripId trip = stack.request(instances.first(), new RiderId(100 + i));
        List<Future<Optional<DriverId>>> answers = new ArrayList<>();
        for (int d = 0; d < RACERS; d++) {
          DriverId driver = new DriverId(1 + i * RACERS + d);
          TripService service = instances.all().get(d);
          answers.add(drivers.submit(() -> accept(service, trip, driver)));
        }
        List<DriverId> winners = new ArrayList<>();
        for (Future<Optional<DriverId>> answer : answers) {
          answer.get(60, TimeUnit.SECONDS).ifPresent(winners::add);
        }
        races.add(new Race(trip, winners));
      }
      return races;
    } finally {
      drivers.shutdownNow();
    }
  }

  private static Optional<DriverId> accept(TripService service, TripId trip, DriverId driver) {
    return service.assign().accept(driver, trip, 1, "offer", "")
                instanceof AssignDriver.Answered answered
            && answered.outcome() instanceof Outcome.Done
        ? Optional.of(driver)
        : Optional.empty();
  }

  private static void complete(TripService service, Race race) {
    Origin driver = new Origin(new Actor.Driver(race.winners().get(0)), "");
    Trip trip = service.reader().findTrip(race.trip()).orElseThrow();
    service.changes().change(race.trip(), new TripCommand.Arrive(), driver);
    service.changes().change(race.trip(), new TripCommand.Start(trip.ride().pickupCode()), driver);
    assertThat(service.changes().change(race.trip(), new TripCommand.Complete(), driver))
        .isInstanceOf(Outcome.Done.class);
  }

  private static void awaitSettled(TripService service, List<Race> races) {
    await()
        .atMost(SETTLES_WITHIN)
        .untilAsserted(
            () ->
                assertThat(races)
                    .allSatisfy(race -> assertThat(isSettled(service, race.trip())).isTrue()));
  }

  private static boolean isSettled(TripService service, TripId id) {
    Trip trip = service.reader().findTrip(id).orElseThrow();
    return service.stores().intents().listIntents(id).stream()
        .allMatch(intent -> intent.settledVersion() == trip.version());
  }

  private Report check() {
    return new TripCheck(
            new EngineWorld(stack.session(), stack.keyspace(), stack.kafka()),
            TripPolicy.DEFAULT,
            Clock.systemUTC())
        .run();
  }

  /** Holds each accept back until its rivals are at the same point, between read and write. */
  private static final class MeetingTripRows extends DelegatingTripRows {
    private final Map<TripId, CyclicBarrier> meetings;

    MeetingTripRows(TripRows rows, Map<TripId, CyclicBarrier> meetings) {
      super(rows);
      this.meetings = meetings;
    }

    @Override
    public Optional<StoredEvent> append(StoredEvent event) {
      if (event.logged().event() instanceof TripEvent.DriverAssigned) {
        try {
          meetings
              .computeIfAbsent(event.logged().trip(), trip -> new CyclicBarrier(RACERS))
              .await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
          throw new IllegalStateException("the racers did not meet", e);
        }
      }
      return super.append(event);
    }
  }

  /** The same batch without its IF. */
  private static final class CarelessTripRows extends DelegatingTripRows {
    private static final String APPEND =
        """
        BEGIN BATCH
        UPDATE %s.trips SET current_version = :version, snapshot = :snapshot
          WHERE trip_id = :trip;
        INSERT INTO %s.trips (trip_id, version, attempt, event)
          VALUES (:trip, :version, :attempt, :event);
        APPLY BATCH\
        """;

    private final CqlSession session;
    private final PreparedStatement append;

    CarelessTripRows(TripRows rows, CqlSession session, String keyspace) {
      super(rows);
      this.session = session;
      this.append = session.prepare(APPEND.formatted(keyspace, keyspace));
    }

    @Override
    public Optional<StoredEvent> append(StoredEvent event) {
      session.execute(
          append
              .boundStatementBuilder()
              .setUuid("trip", event.logged().trip().value())
              .setLong("version", event.version())
              .setUuid("attempt", event.logged().attempt())
              .setByteBuffer("snapshot", Blobs.of(SnapshotCodec.toWire(event.after())))
              .setByteBuffer("event", Blobs.of(event))
              .build());
      return Optional.of(event);
    }
  }
}

package io.kerb.trip.wiring;

import io.kerb.pricing.api.QuoteLookup;
import io.kerb.trip.adapter.background.SettleWorkers;
import io.kerb.trip.adapter.background.SweepTimer;
import io.kerb.trip.aggregate.TripPolicy;
import io.kerb.trip.assign.AssignDriver;
import io.kerb.trip.block.Blocks;
import io.kerb.trip.booking.Bookings;
import io.kerb.trip.booking.Leads;
import io.kerb.trip.booking.PickupTimes;
import io.kerb.trip.change.ChangeTrip;
import io.kerb.trip.claim.Insistence;
import io.kerb.trip.claim.Slots;
import io.kerb.trip.exchange.CarryOutExchange;
import io.kerb.trip.read.TripReader;
import io.kerb.trip.request.RequestTrip;
import io.kerb.trip.settle.AttemptSweep;
import io.kerb.trip.settle.DeadlineSweep;
import io.kerb.trip.settle.IntentSweep;
import io.kerb.trip.settle.Settlement;
import io.kerb.trip.store.TripLog;
import io.kerb.trip.store.UnknownOutcomeException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Trip-service put together by hand: the same in the server and in the tests. */
public final class TripService implements AutoCloseable {
  public static final String KEYSPACE = "trips";
  public static final List<String> MIGRATIONS =
      List.of(
          "V001__trips.cql",
          "V002__key_holders.cql",
          "V003__itineraries.cql",
          "V200__blocked_pairs.cql",
          "V201__bookings.cql");

  private final TripStores stores;
  private final ChangeTrip changes;
  private final RequestTrip requests;
  private final AssignDriver assign;
  private final CarryOutExchange exchanges;
  private final Blocks blocks;
  private final PickupTimes pickupTimes;
  private final Clock clock;
  private final TripReader reader;
  private final TripConfiguration configuration;
  private final SettleWorkers workers;
  private final IntentSweep intents;
  private final AttemptSweep attempts;
  private final DeadlineSweep deadlines;
  private final SweepTimer timer = new SweepTimer();

  public TripService(
      TripStores stores,
      TripLog log,
      QuoteLookup quotes,
      TripConfiguration configuration,
      Clock clock) {
    this.stores = stores;
    this.configuration = configuration;
    this.clock = clock;
    TripPolicy policy = configuration.policy();
    Insistence insistence = new Insistence(clock, TripService::sleep, configuration.patience());
    Slots drivers = new Slots(stores.drivers(), insistence);
    Slots riders = new Slots(stores.riders(), insistence);
    this.reader = new TripReader(stores.trips(), stores.views(), drivers, riders);
    Bookings bookings =
        new Bookings(stores.bookings(), insistence, configuration.bookings().perSlotMax());
    this.pickupTimes = new PickupTimes(stores.pickupTimes(), UUID.randomUUID());
    this.workers =
        new SettleWorkers(
            new Settlement(
                stores.trips(),
                stores.intents(),
                drivers,
                riders,
                stores.views(),
                log,
                List.of(bookings, pickupTimes)));
    this.changes =
        new ChangeTrip(
            stores.trips(),
            stores.intents(),
            stores.deadlines(),
            reader::findCurrent,
            insistence,
            workers,
            policy,
            clock,
            UUID::randomUUID);
    this.blocks = new Blocks(stores.blocks(), clock);
    this.requests =
        new RequestTrip(
            stores.trips(),
            riders,
            stores.keys(),
            stores.intents(),
            stores.deadlines(),
            quotes,
            blocks,
            bookings,
            new Leads(stores.pickupTimes(), configuration.bookings()),
            insistence,
            workers,
            policy,
            clock,
            UUID::randomUUID);
    this.assign =
        new AssignDriver(
            stores.trips(),
            drivers,
            stores.attempts(),
            insistence,
            workers,
            policy,
            clock,
            UUID::randomUUID);
    this.exchanges = new CarryOutExchange(stores.trips(), assign, clock);
    this.intents =
        new IntentSweep(stores.intents(), stores.trips(), requests, workers::unsettled, clock);
    this.attempts = new AttemptSweep(stores.attempts(), assign, clock);
    this.deadlines = new DeadlineSweep(stores.deadlines(), stores.trips(), changes, clock);
  }

  public void startSweeps() {
    timer
        .every(configuration.deadlineInterval(), "deadlines", deadlines::run)
        .every(configuration.recoveryInterval(), "intents", intents::run)
        .every(configuration.recoveryInterval(), "attempts", attempts::run)
        .every(
            configuration.recoveryInterval(),
            "pickup times",
            () -> pickupTimes.write(clock.instant()));
  }

  public TripStores stores() {
    return stores;
  }

  public ChangeTrip changes() {
    return changes;
  }

  public RequestTrip requests() {
    return requests;
  }

  public AssignDriver assign() {
    return assign;
  }

  public CarryOutExchange exchanges() {
    return exchanges;
  }

  public Blocks blocks() {
    return blocks;
  }

  public TripReader reader() {
    return reader;
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownOutcomeException("interrupted while a write's outcome was unknown", e);
    }
  }

  @Override
  public void close() {
    timer.close();
    workers.close();
  }
}

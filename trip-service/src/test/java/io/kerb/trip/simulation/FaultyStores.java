package io.kerb.trip.simulation;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripEvent;
import io.kerb.trip.check.StoredTrip;
import io.kerb.trip.check.World;
import io.kerb.trip.store.Attempt;
import io.kerb.trip.store.AttemptRows;
import io.kerb.trip.store.DeadlineRows;
import io.kerb.trip.store.Intent;
import io.kerb.trip.store.IntentRows;
import io.kerb.trip.store.KeyRecord;
import io.kerb.trip.store.KeyRows;
import io.kerb.trip.store.Slot;
import io.kerb.trip.store.SlotRows;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.TripLog;
import io.kerb.trip.store.TripRows;
import io.kerb.trip.store.TripViews;
import io.kerb.trip.store.UnknownOutcomeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * Stores in memory that fail as Cassandra does: a conditional write may answer nothing and have
 * been applied, not be applied, or be applied later, when its condition holds then. Processes crash
 * at any of their steps.
 */
final class FaultyStores implements World {
  private static final int UNKNOWN_PERCENT = 12;
  private static final int LATE_PERCENT = 10;
  private static final int CRASH_PER_MILLE = 8;

  private final Random random;
  private final Baton baton;
  private boolean faults = true;

  private final Map<TripId, List<StoredEvent>> trips = new LinkedHashMap<>();
  private final Map<Long, Slot> driverSlots = new HashMap<>();
  private final Map<Long, Slot> riderSlots = new HashMap<>();
  private final Map<String, KeyRecord> keyRecords = new HashMap<>();
  private final Map<String, Intent> intentRows = new LinkedHashMap<>();
  private final Map<UUID, Attempt> attemptRows = new LinkedHashMap<>();
  private final Set<DeadlineRows.Deadline> deadlineRows = new HashSet<>();
  private final List<StoredEvent> topic = new ArrayList<>();

  /** Writes that are still on their way. */
  private final List<Runnable> late = new ArrayList<>();

  int unknowns;
  int lateApplied;
  int crashes;

  /** Times that a trip was bound behind another one. */
  int nextTrips;

  FaultyStores(Random random, Baton baton) {
    this.random = random;
    this.baton = baton;
  }

  void stopFaults() {
    faults = false;
  }

  /** Lets some of the writes on their way arrive, in any order. */
  void arriveLate(int most) {
    for (int i = 0; i < most && !late.isEmpty(); i++) {
      late.remove(random.nextInt(late.size())).run();
      lateApplied++;
    }
  }

  int underWay() {
    return late.size();
  }

  private void step() {
    baton.pass();
    if (faults && random.nextInt(1000) < CRASH_PER_MILLE) {
      crashes++;
      throw new Baton.Crash();
    }
    if (!late.isEmpty() && random.nextInt(100) < LATE_PERCENT) {
      arriveLate(1);
    }
  }

  private <T> T plain(Supplier<T> action) {
    step();
    return action.get();
  }

  private void plain(Runnable action) {
    step();
    action.run();
  }

  /** One compare-and-set; whoever gave it up after a timeout never hears its answer. */
  private interface ConditionalWrite<T> {
    T execute();
  }

  private <T> T conditional(ConditionalWrite<T> write) {
    step();
    if (!faults || random.nextInt(100) >= UNKNOWN_PERCENT) {
      T answer = write.execute();
      step();
      return answer;
    }
    unknowns++;
    switch (random.nextInt(3)) {
      case 0 -> write.execute();
      case 1 -> late.add(write::execute);
      default -> {
        // Never arrives.
      }
    }
    throw new UnknownOutcomeException("simulated timeout", null);
  }

  private Optional<Trip> state(TripId id) {
    List<StoredEvent> log = trips.get(id);
    return log == null ? Optional.empty() : Optional.of(log.get(log.size() - 1).after());
  }

  private void assertOneBegunAndOneNextPerDriver() {
    Map<DriverId, List<Trip>> driving = new HashMap<>();
    for (Trip trip : peekOpen()) {
      trip.findDriver()
          .ifPresent(driver -> driving.computeIfAbsent(driver, d -> new ArrayList<>()).add(trip));
    }
    driving.forEach(
        (driver, open) -> {
          long begun = open.stream().filter(trip -> trip.status() != Status.ACCEPTED).count();
          if (open.size() > 2 || begun > 1) {
            throw new AssertionError("driver " + driver + " has " + open);
          }
        });
  }

  final TripRows tripRows =
      new TripRows() {
        @Override
        public Optional<Trip> findTrip(TripId id) {
          return plain(() -> state(id));
        }

        @Override
        public Optional<Trip> findLatest(TripId id) {
          return plain(() -> state(id));
        }

        @Override
        public Optional<StoredEvent> findEvent(TripId id, long version) {
          return plain(() -> event(id, version));
        }

        private Optional<StoredEvent> event(TripId id, long version) {
          List<StoredEvent> log = trips.getOrDefault(id, List.of());
          return version > log.size() ? Optional.empty() : Optional.of(log.get((int) version - 1));
        }

        @Override
        public List<StoredEvent> listEvents(TripId id, long from, int limit) {
          return plain(
              () ->
                  trips.getOrDefault(id, List.of()).stream()
                      .filter(event -> event.version() >= from)
                      .limit(limit)
                      .toList());
        }

        @Override
        public Optional<StoredEvent> append(StoredEvent event) {
          return conditional(
              () -> {
                TripId id = event.logged().trip();
                List<StoredEvent> log = trips.getOrDefault(id, List.of());
                if (log.size() == event.version() - 1) {
                  trips.computeIfAbsent(id, key -> new ArrayList<>()).add(event);
                  assertOneBegunAndOneNextPerDriver();
                }
                return event(id, event.version())
                    .filter(there -> there.logged().attempt().equals(event.logged().attempt()));
              });
        }
      };

  private SlotRows slots(Map<Long, Slot> rows) {
    return new SlotRows() {
      @Override
      public Slot findSlot(long holder) {
        return plain(() -> rows.getOrDefault(holder, Slot.NEVER_USED));
      }

      @Override
      public Slot swap(long holder, Slot next) {
        return conditional(
            () -> {
              Slot there = rows.getOrDefault(holder, Slot.NEVER_USED);
              if (there.version() == next.version() - 1) {
                nextTrips += there.next() == null && next.next() != null ? 1 : 0;
                rows.put(holder, next);
              }
              return rows.get(holder);
            });
      }
    };
  }

  final SlotRows drivers = slots(driverSlots);
  final SlotRows riders = slots(riderSlots);

  final KeyRows keys =
      new KeyRows() {
        private String id(RiderId rider, String key) {
          return rider + "/" + key;
        }

        @Override
        public Optional<KeyRecord> findKey(RiderId rider, String key) {
          return plain(() -> Optional.ofNullable(keyRecords.get(id(rider, key))));
        }

        @Override
        public KeyRecord take(KeyRecord record) {
          return conditional(
              () -> {
                keyRecords.putIfAbsent(id(record.rider(), record.key()), record);
                return keyRecords.get(id(record.rider(), record.key()));
              });
        }

        @Override
        public KeyRecord replace(UUID holderBefore, KeyRecord record) {
          return conditional(
              () ->
                  keyRecords.computeIfPresent(
                      id(record.rider(), record.key()),
                      (id, there) ->
                          there.holder().equals(holderBefore) && !there.isRefused()
                              ? record
                              : there));
        }
      };

  final IntentRows intents =
      new IntentRows() {
        private String key(Intent intent) {
          return intent.trip() + "/" + intent.id();
        }

        @Override
        public void put(Intent intent) {
          plain(() -> intentRows.put(key(intent), intent));
        }

        @Override
        public void settled(Intent intent, long version) {
          plain(
              () ->
                  intentRows.computeIfPresent(
                      key(intent),
                      (key, old) ->
                          new Intent(
                              old.trip(),
                              old.id(),
                              old.fromVersion(),
                              version,
                              old.createdAt(),
                              old.request(),
                              old.key())));
        }

        @Override
        public void remove(Intent intent) {
          plain(() -> intentRows.remove(key(intent)));
        }

        @Override
        public List<Intent> listIntents(TripId trip) {
          return plain(
              () -> intentRows.values().stream().filter(i -> i.trip().equals(trip)).toList());
        }

        @Override
        public void forEach(Consumer<Intent> visitor) {
          List.copyOf(intentRows.values()).forEach(visitor);
        }
      };

  final AttemptRows attempts =
      new AttemptRows() {
        @Override
        public void put(Attempt attempt) {
          plain(() -> attemptRows.put(attempt.id(), attempt));
        }

        @Override
        public void remove(UUID id) {
          plain(() -> attemptRows.remove(id));
        }

        @Override
        public Optional<Attempt> findAttempt(UUID id) {
          return plain(() -> Optional.ofNullable(attemptRows.get(id)));
        }

        @Override
        public void forEach(Consumer<Attempt> visitor) {
          List.copyOf(attemptRows.values()).forEach(visitor);
        }
      };

  final DeadlineRows deadlines =
      new DeadlineRows() {
        @Override
        public void put(Deadline deadline) {
          plain(() -> deadlineRows.add(deadline));
        }

        @Override
        public void remove(Deadline deadline) {
          plain(() -> deadlineRows.remove(deadline));
        }

        @Override
        public List<Deadline> listDue(Instant now, int limit) {
          return plain(
              () ->
                  deadlineRows.stream()
                      .filter(deadline -> !deadline.due().isAfter(now))
                      .sorted(
                          Comparator.comparing(Deadline::due)
                              .thenComparing(deadline -> deadline.trip().value()))
                      .limit(limit)
                      .toList());
        }
      };

  final TripLog log = event -> plain(() -> topic.add(event));

  final TripViews views =
      new TripViews() {
        @Override
        public void project(StoredEvent event) {
          step();
        }

        @Override
        public List<Trip> listByRider(RiderId rider, Mark before, int limit) {
          throw new UnsupportedOperationException("the simulation reads no views");
        }

        @Override
        public List<Trip> listByDriver(DriverId driver, Mark before, int limit) {
          throw new UnsupportedOperationException("the simulation reads no views");
        }

        @Override
        public List<Trip> listOpen(MarketId market, int limit) {
          throw new UnsupportedOperationException("the simulation reads no views");
        }

        @Override
        public List<Trip> listRecent(MarketId market, Instant now, int limit) {
          throw new UnsupportedOperationException("the simulation reads no views");
        }
      };

  /** How often a driver on the way was replaced by one who accepted. */
  long countReliefs() {
    return trips.values().stream()
        .flatMap(List::stream)
        .filter(event -> event.logged().event() instanceof TripEvent.DriverReplaced)
        .filter(event -> event.logged().actor().equals("driver"))
        .count();
  }

  /** What dispatch would know of the open requests; costs no step. */
  List<Trip> peekOpen() {
    return trips.keySet().stream()
        .map(id -> state(id).orElseThrow())
        .filter(trip -> !trip.status().isTerminal())
        .toList();
  }

  @Override
  public void forEachPublished(Consumer<StoredEvent> visitor) {
    topic.forEach(visitor);
  }

  @Override
  public void forEachTrip(Consumer<TripId> visitor) {
    List.copyOf(trips.keySet()).forEach(visitor);
  }

  @Override
  public Optional<StoredTrip> findTrip(TripId id) {
    return state(id).map(trip -> new StoredTrip(id, trip, List.copyOf(trips.get(id))));
  }

  @Override
  public void forEachDriverSlot(ObjLongConsumer<Slot> visitor) {
    driverSlots.forEach((holder, slot) -> visitor.accept(slot, holder));
  }

  @Override
  public void forEachRiderSlot(ObjLongConsumer<Slot> visitor) {
    riderSlots.forEach((holder, slot) -> visitor.accept(slot, holder));
  }

  @Override
  public Slot findSlot(DriverId driver) {
    return driverSlots.getOrDefault(driver.value(), Slot.NEVER_USED);
  }

  @Override
  public Slot findSlot(RiderId rider) {
    return riderSlots.getOrDefault(rider.value(), Slot.NEVER_USED);
  }

  @Override
  public boolean hasAttempt(UUID id) {
    return attemptRows.containsKey(id);
  }

  @Override
  public boolean hasIntent(TripId trip) {
    return intentRows.values().stream().anyMatch(intent -> intent.trip().equals(trip));
  }
}

package io.kerb.trip.check;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.TripPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads all trips, slots and published events and judges them by I1 to I6. Safe on a running
 * system: what may change between two reads is looked at again before it is reported.
 *
 * <p>The topic is read first. Events are stored before they are published, so all that was read
 * there must then be found in the store.
 */
public final class TripCheck {
  public static final int VIOLATIONS_MAX = 1_000;

  private final World world;
  private final TripRules tripRules;
  private final SlotRules slotRules;
  private final Clock clock;
  private final List<Violation> violations = new ArrayList<>();
  private long trips;
  private long completed;

  public TripCheck(World world, TripPolicy policy, Clock clock) {
    this.world = world;
    this.tripRules = new TripRules(policy);
    this.slotRules = new SlotRules(world);
    this.clock = clock;
  }

  /** Runs once; make a new check for another run. */
  public Report run() {
    Instant startedAt = clock.instant();
    PublishedEvents published = new PublishedEvents();
    world.forEachPublished(published::add);
    report(published.orderViolations());

    Set<TripId> stored = new HashSet<>();
    world.forEachTrip(
        id -> {
          stored.add(id);
          judge(id, published, startedAt);
        });
    for (TripId id : published.trips()) {
      if (!stored.contains(id) && world.findTrip(id).isEmpty()) {
        report(List.of(new Violation("I5", id.toString(), "is published but not stored")));
      }
    }

    world.forEachDriverSlot(
        (slot, driver) -> report(slotRules.judge(new DriverId(driver), slot, clock.instant())));
    world.forEachRiderSlot(
        (slot, rider) -> report(slotRules.judge(new RiderId(rider), slot, clock.instant())));
    return new Report(trips, completed, List.copyOf(violations));
  }

  private void judge(TripId id, PublishedEvents published, Instant startedAt) {
    StoredTrip trip = world.findTrip(id).orElse(null);
    if (trip == null) {
      return;
    }
    trips++;
    if (trip.state().status() == Status.COMPLETED) {
      completed++;
    }
    report(tripRules.judge(trip, clock.instant()));
    report(published.compare(trip, startedAt));
    slotRules.judgeDriverOf(trip.state()).ifPresent(found -> report(List.of(found)));
    slotRules.judgeRiderOf(trip.state()).ifPresent(found -> report(List.of(found)));
  }

  private void report(List<Violation> found) {
    int room = VIOLATIONS_MAX - violations.size();
    violations.addAll(found.subList(0, Math.min(room, found.size())));
  }
}

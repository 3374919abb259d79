package io.kerb.trip.check;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripEvent;
import io.kerb.trip.aggregate.TripState;
import io.kerb.trip.store.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * I1, in both directions: an open trip's driver is bound to it, and who is bound has an open trip,
 * or is about to. Riders alike.
 *
 * <p>Two rows cannot be read at once. A slot that contradicts a trip is therefore read between two
 * reads of the trip: if the trip was the same before and after, the contradiction was there.
 */
final class SlotRules {
  /** How long a slot may name a trip that has ended: until a sweep has freed it. */
  static final Duration FREE_GRACE = Duration.ofSeconds(60);

  private final World world;

  SlotRules(World world) {
    this.world = world;
  }

  /** Is this open trip in its driver's slot? */
  Optional<Violation> judgeDriverOf(Trip trip) {
    if (trip.status().isTerminal() || trip.findDriver().isEmpty()) {
      return Optional.empty();
    }
    DriverId driver = trip.findDriver().orElseThrow();
    return bound(trip, "driver " + driver, () -> world.findSlot(driver));
  }

  /** Is this open trip in its rider's slot? A ride booked ahead may run beside another one. */
  Optional<Violation> judgeRiderOf(Trip trip) {
    if (trip.status().isTerminal() || trip.ride().scheduledAt() != null) {
      return Optional.empty();
    }
    RiderId rider = trip.ride().rider();
    return bound(trip, "rider " + rider, () -> world.findSlot(rider));
  }

  private Optional<Violation> bound(Trip trip, String holder, Supplier<Slot> slot) {
    Slot found = slot.get();
    if (found.isHeldFor(trip.ride().tripId()) || !isStill(trip)) {
      return Optional.empty();
    }
    return Optional.of(
        new Violation(
            "I1",
            trip.ride().tripId().toString(),
            holder
                + " has this open trip ("
                + trip.status().text()
                + "), but is bound to "
                + (found.isFree() ? "none" : found.bindings().map(Slot.Binding::trip).toList())));
  }

  private boolean isStill(Trip trip) {
    return world
        .findTrip(trip.ride().tripId())
        .filter(again -> again.state().version() == trip.version())
        .isPresent();
  }

  List<Violation> judge(DriverId driver, Slot slot, Instant now) {
    Supplier<Slot> again = () -> world.findSlot(driver);
    List<Violation> found = new ArrayList<>();
    slot.bindings()
        .forEach(
            binding ->
                judge(
                        slot,
                        binding.trip(),
                        "driver " + driver,
                        trip -> trip.hasDriver(driver),
                        trip -> hasEnded(trip) || hasLost(driver, trip),
                        () -> world.hasAttempt(binding.attempt()),
                        again,
                        now)
                    .ifPresent(found::add));
    judgeTurn(driver, slot, again).ifPresent(found::add);
    return found;
  }

  List<Violation> judge(RiderId rider, Slot slot, Instant now) {
    return slot.bindings()
        .flatMap(
            binding ->
                judge(
                    slot,
                    binding.trip(),
                    "rider " + rider,
                    trip -> trip.ride().rider().equals(rider),
                    SlotRules::hasEnded,
                    () -> world.hasIntent(binding.trip()),
                    () -> world.findSlot(rider),
                    now)
                    .stream())
        .toList();
  }

  /** The next trip has not begun while the current one is the driver's to end. */
  private Optional<Violation> judgeTurn(DriverId driver, Slot slot, Supplier<Slot> again) {
    if (slot.next() == null) {
      return Optional.empty();
    }
    // In this order: a trip that the driver ended or lost stays so, and only then the next begins.
    boolean begun = isTheirs(driver, slot.next().trip(), SlotRules::hasBegun);
    boolean open = isTheirs(driver, slot.current().trip(), trip -> !trip.status().isTerminal());
    if (!begun || !open || !again.get().equals(slot)) {
      return Optional.empty();
    }
    return Optional.of(
        new Violation(
            "I1",
            slot.next().trip().toString(),
            "driver " + driver + " has begun this trip before ending " + slot.current().trip()));
  }

  private boolean isTheirs(DriverId driver, TripId id, Predicate<Trip> so) {
    return world
        .findTrip(id)
        .map(StoredTrip::state)
        .filter(trip -> trip.hasDriver(driver))
        .filter(so)
        .isPresent();
  }

  private static boolean hasBegun(Trip trip) {
    return trip.status() == Status.ARRIVING || trip.status() == Status.IN_PROGRESS;
  }

  private static boolean hasEnded(StoredTrip trip) {
    return trip.state().status().isTerminal();
  }

  /** Gave it back, or was replaced. */
  private static boolean hasLost(DriverId driver, StoredTrip trip) {
    return trip.state().released().contains(driver)
        || trip.events().stream()
            .anyMatch(
                event ->
                    event.logged().event() instanceof TripEvent.DriverReplaced replaced
                        && replaced.previous().equals(driver));
  }

  private Optional<Violation> judge(
      Slot slot,
      TripId bound,
      String holder,
      Predicate<Trip> isTheirs,
      Predicate<StoredTrip> wasTheirs,
      Supplier<Boolean> underWay,
      Supplier<Slot> again,
      Instant now) {
    // Order matters: what is under way now is done before the trip is read, or seen in it.
    boolean pending = underWay.get();
    Optional<StoredTrip> stored = world.findTrip(bound);
    Optional<Trip> trip = stored.map(StoredTrip::state);
    boolean rightful =
        trip.filter(found -> found.state() instanceof TripState.Open && isTheirs.test(found))
            .isPresent();
    boolean leaving =
        stored
            .filter(wasTheirs)
            .filter(found -> now.isBefore(found.state().updatedAt().plus(FREE_GRACE)))
            .isPresent();
    if (rightful || pending || leaving || !again.get().equals(slot)) {
      return Optional.empty();
    }
    return Optional.of(
        new Violation(
            "I1",
            bound.toString(),
            holder
                + " is bound to this trip, which "
                + trip.map(found -> "is " + found.status().text() + " and not theirs to drive")
                    .orElse("does not exist")));
  }
}

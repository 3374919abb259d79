package io.kerb.trip.claim;

import io.kerb.location.api.TripId;
import io.kerb.trip.store.Slot;
import io.kerb.trip.store.Slot.Binding;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a slot takes one more trip.
 *
 * @param isOver whether a trip found in the slot has ended, so that its place may be taken before
 *     somebody has freed it
 * @param mayFollow whether a trip may be bound behind this one
 */
public record Room(Predicate<TripId> isOver, Predicate<TripId> mayFollow) {

  /** For who has one trip at a time. */
  public static Room forOne(Predicate<TripId> isOver) {
    return new Room(isOver, trip -> false);
  }

  /** The slot with the wanted trip, at the next version; empty if there is no room. */
  Optional<Slot> make(Slot read, Binding wanted) {
    Slot left = read.without(binding -> isOver.test(binding.trip()));
    boolean room = left.isFree() || left.next() == null && mayFollow.test(left.trip());
    return room
        ? Optional.of(new Slot(read.version(), left.current(), left.next()).with(wanted))
        : Optional.empty();
  }
}

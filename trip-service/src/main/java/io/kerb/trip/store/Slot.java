package io.kerb.trip.store;

import io.kerb.location.api.TripId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a driver or a rider is bound to, in the order in which it comes. A driver has at most two
 * trips, the one they serve now and the one after it; a rider has at most one.
 *
 * @param version grows with every change, so that a write that arrives late finds another one
 * @param current null if free
 * @param next null if there is none; never without a current one
 */
public record Slot(long version, Binding current, Binding next) {
  public static final Slot NEVER_USED = new Slot(0, null, null);

  /**
   * @param attempt whose write this was
   */
  public record Binding(TripId trip, UUID attempt) {}

  public Slot {
    if (current == null && next != null) {
      throw new IllegalArgumentException("a slot has no next trip without a current one: " + next);
    }
  }

  /** The current trip; null if free. */
  public TripId trip() {
    return current == null ? null : current.trip();
  }

  public boolean isFree() {
    return current == null;
  }

  /** In the order in which they come. */
  public Stream<Binding> bindings() {
    return Stream.of(Optional.ofNullable(current), Optional.ofNullable(next))
        .flatMap(Optional::stream);
  }

  public Optional<Binding> findBinding(TripId trip) {
    return bindings().filter(binding -> binding.trip().equals(trip)).findFirst();
  }

  public boolean isHeldFor(TripId wanted) {
    return findBinding(wanted).isPresent();
  }

  public boolean isHeldBy(UUID attempt) {
    return bindings().anyMatch(binding -> binding.attempt().equals(attempt));
  }

  /** With this trip after those that are there. */
  public Slot with(Binding added) {
    if (next != null) {
      throw new IllegalStateException("a slot holds two trips at most, not also " + added);
    }
    return isFree() ? new Slot(version + 1, added, null) : new Slot(version + 1, current, added);
  }

  /** Without these; when the current one goes, the next one takes its place. */
  public Slot without(Predicate<Binding> gone) {
    Binding[] left = bindings().filter(gone.negate()).toArray(Binding[]::new);
    return new Slot(
        version + 1, left.length > 0 ? left[0] : null, left.length > 1 ? left[1] : null);
  }

  /** The same content at the next version: whatever was on its way to this version fails. */
  public Slot fenced() {
    return new Slot(version + 1, current, next);
  }
}

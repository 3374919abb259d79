package io.kerb.trip.claim;

import io.kerb.location.api.TripId;
import io.kerb.trip.store.Slot;
import io.kerb.trip.store.Slot.Binding;
import io.kerb.trip.store.SlotRows;
import io.kerb.trip.store.UnknownOutcomeException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Claims and frees the slots of drivers, or of riders. */
public final class Slots {
  /** A slot that changes under our hands this often is under attack, not in use. */
  private static final int ROUNDS_MAX = 16;

  private final SlotRows rows;
  private final Insistence insistence;

  public Slots(SlotRows rows, Insistence insistence) {
    this.rows = rows;
    this.insistence = insistence;
  }

  public Slot findSlot(long holder) {
    return rows.findSlot(holder);
  }

  /**
   * Binds the holder to the trip.
   *
   * <p>Each write is against the version that was read before it. So who reads the slot, and then
   * makes sure that it may still write, cannot overwrite what came between.
   *
   * @param known the slot as it was read while the caller was sure that it may write
   * @param mayWrite asked again between each later read and its write
   * @throws UnknownOutcomeException if the store does not answer
   */
  public Claim claim(
      long holder, Slot known, TripId trip, UUID attempt, Room room, BooleanSupplier mayWrite) {
    Binding mine = new Binding(trip, attempt);
    Slot read = known;
    for (int round = 0; round < ROUNDS_MAX; round++) {
      Optional<Binding> there = read.findBinding(trip);
      if (there.isPresent()) {
        return new Claim.Bound(there.get());
      }
      Optional<Slot> wanted = room.make(read, mine);
      if (wanted.isEmpty()) {
        return new Claim.Busy(read);
      }
      if (round > 0 && !mayWrite.getAsBoolean()) {
        return new Claim.Superseded();
      }
      Slot actual = insistence.on(() -> rows.swap(holder, wanted.get()));
      if (actual.equals(wanted.get())) {
        return new Claim.Bound(mine);
      }
      read = actual;
    }
    throw contended(holder);
  }

  /** The same for who has one trip at a time. */
  public Claim claim(
      long holder,
      Slot known,
      TripId trip,
      UUID attempt,
      Predicate<TripId> isOver,
      BooleanSupplier mayWrite) {
    return claim(holder, known, trip, attempt, Room.forOne(isOver), mayWrite);
  }

  /**
   * Frees the holder from this trip, which has ended or gone on without them for good. A trip that
   * waits behind it becomes the current one.
   *
   * @throws UnknownOutcomeException if the store does not answer
   */
  public void freeFromTrip(long holder, TripId trip) {
    free(holder, binding -> binding.trip().equals(trip));
  }

  /**
   * Frees the holder from what this very attempt bound: a later one for the same trip stays.
   *
   * @throws UnknownOutcomeException if the store does not answer
   */
  public void freeFromAttempt(long holder, UUID attempt) {
    free(holder, binding -> binding.attempt().equals(attempt));
  }

  private void free(long holder, Predicate<Binding> gone) {
    Slot known = rows.findSlot(holder);
    for (int round = 0; round < ROUNDS_MAX && known.bindings().anyMatch(gone); round++) {
      Slot wanted = known.without(gone);
      known = insistence.on(() -> rows.swap(holder, wanted));
    }
    if (known.bindings().anyMatch(gone)) {
      throw contended(holder);
    }
  }

  /**
   * Makes every write that is still on its way to this slot fail.
   *
   * @return the slot, in which nothing but what it says can be true any more
   */
  public Slot fence(long holder) {
    Slot known = rows.findSlot(holder);
    for (int round = 0; round < ROUNDS_MAX; round++) {
      Slot wanted = known.fenced();
      Slot actual = insistence.on(() -> rows.swap(holder, wanted));
      if (actual.equals(wanted)) {
        return actual;
      }
      known = actual;
    }
    throw contended(holder);
  }

  private static UnknownOutcomeException contended(long holder) {
    return new UnknownOutcomeException(
        "slot " + holder + " changed " + ROUNDS_MAX + " times while it was written", null);
  }
}

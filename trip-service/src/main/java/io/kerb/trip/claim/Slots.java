package io.kerb.trip.claim;

import io.kerb.location.api.TripId;
import io.kerb.trip.store.Slot;
import io.kerb.trip.store.SlotRows;
import io.kerb.trip.store.UnknownOutcomeException;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Claims and frees the slots of drivers, or of riders. */
public final class Slots {
  /** A slot that changes under our hands this often is under attack, not in use. */
  private static final int ROUNDS_MAX = 16;

  private final SlotRows rows;
  private final Insistence insistence;
  private final Supplier<UUID> ids;

  public Slots(SlotRows rows, Insistence insistence, Supplier<UUID> ids) {
    this.rows = rows;
    this.insistence = insistence;
    this.ids = ids;
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
   * @param isOver whether a trip found in the slot has ended, so that its slot may be taken before
   *     somebody has freed it
   * @param mayWrite asked again between each later read and its write
   * @throws UnknownOutcomeException if the store does not answer
   */
  public Claim claim(
      long holder,
      Slot known,
      TripId trip,
      UUID attempt,
      Predicate<TripId> isOver,
      BooleanSupplier mayWrite) {
    Slot read = known;
    for (int round = 0; round < ROUNDS_MAX; round++) {
      if (read.isHeldFor(trip)) {
        return new Claim.Bound(read);
      }
      if (read.trip() != null && !isOver.test(read.trip())) {
        return new Claim.Busy(read);
      }
      if (round > 0 && !mayWrite.getAsBoolean()) {
        return new Claim.Superseded();
      }
      Slot wanted = read.heldBy(trip, attempt);
      Slot actual = insistence.on(() -> rows.swap(holder, wanted));
      if (actual.equals(wanted)) {
        return new Claim.Bound(actual);
      }
      read = actual;
    }
    throw contended(holder);
  }

  /**
   * Frees the holder if bound to this trip, which has ended or gone on without them for good.
   *
   * @throws UnknownOutcomeException if the store does not answer
   */
  public void freeFromTrip(long holder, TripId trip) {
    free(holder, slot -> slot.isHeldFor(trip));
  }

  /**
   * Frees the holder if bound by this very attempt: a later one for the same trip stays.
   *
   * @throws UnknownOutcomeException if the store does not answer
   */
  public void freeFromAttempt(long holder, UUID attempt) {
    free(holder, slot -> slot.trip() != null && attempt.equals(slot.attempt()));
  }

  private void free(long holder, Predicate<Slot> bound) {
    Slot known = rows.findSlot(holder);
    for (int round = 0; round < ROUNDS_MAX && bound.test(known); round++) {
      Slot wanted = known.freed(ids.get());
      known = insistence.on(() -> rows.swap(holder, wanted));
    }
    if (bound.test(known)) {
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

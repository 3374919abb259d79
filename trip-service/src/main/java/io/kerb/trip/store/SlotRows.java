package io.kerb.trip.store;

/** The slots of all drivers, or of all riders. */
public interface SlotRows {

  /** A serial read; {@link Slot#NEVER_USED} if there is no row. */
  Slot findSlot(long holder);

  /**
   * One try to put {@code next} where the slot is at the version before it.
   *
   * @return the slot as it is then: {@code next} if applied, now or by an earlier try
   * @throws UnknownOutcomeException if the store did not answer
   */
  Slot swap(long holder, Slot next);
}

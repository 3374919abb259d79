package io.kerb.trip.claim;

import io.kerb.trip.store.Slot;

/** What came of a try to bind somebody to a trip. */
public sealed interface Claim {

  /** Bound to the wanted trip, by this attempt or an earlier one. */
  record Bound(Slot.Binding binding) implements Claim {}

  /** Bound to other trips, and no room for this one. */
  record Busy(Slot slot) implements Claim {}

  /** Somebody else goes on with this in the caller's place. */
  record Superseded() implements Claim {}
}

package io.kerb.trip.aggregate;

/** What becomes of a command. */
public sealed interface Decision {
  /** The trip changes: this event is to be stored. */
  record Happens(TripEvent event) implements Decision {}

  /** The same caller's same command has already taken effect. */
  record AlreadySo() implements Decision {}

  record Refused(Refusal refusal) implements Decision {}
}

package io.kerb.trip.drive;

/** What a completed trip says of driving. */
public sealed interface Finding {

  record Usable(Drive drive) implements Finding {}

  record Unusable(LeftOut reason) implements Finding {}
}

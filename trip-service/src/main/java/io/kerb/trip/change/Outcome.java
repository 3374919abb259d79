package io.kerb.trip.change;

import io.kerb.trip.aggregate.Refusal;
import io.kerb.trip.aggregate.Trip;

/** What a caller is told. An unknown outcome is an exception, because it is no answer. */
public sealed interface Outcome {
  /** It is so now, by this call or an earlier one of the same caller. */
  record Done(Trip trip) implements Outcome {}

  record Refused(Refusal refusal) implements Outcome {}
}

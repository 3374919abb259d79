package io.kerb.trip.check;

import io.kerb.pricing.api.Money;
import io.kerb.trip.aggregate.Ride;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripPolicy;
import io.kerb.trip.aggregate.TripState;
import io.kerb.trip.aggregate.TripState.WithDriver;
import io.kerb.trip.store.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What can be said of one trip by itself: I3 to I6. */
final class TripRules {
  /** How late the deadline sweeper may be on a busy machine. */
  static final Duration DEADLINE_GRACE = Duration.ofSeconds(30);

  private final TripPolicy policy;

  TripRules(TripPolicy policy) {
    this.policy = policy;
  }

  List<Violation> judge(StoredTrip trip, Instant now) {
    List<Violation> found = new ArrayList<>();
    replay(trip, found);
    budget(trip.state(), now, found);
    money(trip.state(), found);
    return found;
  }

  /** I4: only listed transitions; I5: the replayed log is the stored trip, at each version. */
  private static void replay(StoredTrip trip, List<Violation> found) {
    Trip replayed = null;
    for (StoredEvent event : trip.events()) {
      try {
        replayed = replayed == null ? Trip.begin(event.logged()) : replayed.apply(event.logged());
      } catch (IllegalStateException impossible) {
        found.add(violation("I4", trip, impossible.getMessage()));
        return;
      }
      if (!replayed.equals(event.after())) {
        found.add(
            violation(
                "I5",
                trip,
                "the state carried by the event of version "
                    + event.version()
                    + " is not the replayed one"));
        return;
      }
    }
    if (!trip.state().equals(replayed)) {
      found.add(
          violation(
              "I5",
              trip,
              "stored at version "
                  + trip.state().version()
                  + ", "
                  + trip.state().status().text()
                  + "; replayed "
                  + (replayed == null
                      ? "nothing"
                      : "version " + replayed.version() + ", " + replayed.status().text())));
    }
  }

  /** I3: nobody waits beyond the budget. That it ends only once is I4's. */
  private void budget(Trip trip, Instant now, List<Violation> found) {
    Instant due = null;
    if (trip.state() instanceof TripState.Processing processing) {
      due = processing.expiresAt();
    } else if (trip.state() instanceof TripState.Scheduled scheduled) {
      due = scheduled.releaseAt(policy);
    }
    if (due != null && now.isAfter(due.plus(DEADLINE_GRACE))) {
      found.add(
          violation(
              "I3", trip, "still " + trip.status().text() + " at " + now + ", due at " + due));
    }
  }

  /** I6: the fare of a completed trip by its own frozen rules; of a cancel, its fee or nothing. */
  private static void money(Trip trip, List<Violation> found) {
    Ride ride = trip.ride();
    Money replayed = ride.rules().fare(ride.basis(), ride.surgeMultiplier());
    if (!replayed.equals(ride.fare())) {
      found.add(violation("I6", trip, "fare " + ride.fare() + " replays to " + replayed));
    }
    if (trip.state() instanceof TripState.Completed completed) {
      Money due = completed.driven().finalFare(ride);
      if (!due.equals(completed.finalFare())) {
        found.add(violation("I6", trip, "charged " + completed.finalFare() + " instead of " + due));
      }
      refunds(trip, completed, found);
    } else if (trip.state() instanceof TripState.RiderCanceled canceled) {
      Money due =
          canceled.by().equals("rider")
              ? canceled
                  .before()
                  .findPairing()
                  .map(pairing -> cancelFee(ride, pairing, canceled.endedAt()))
                  .orElse(null)
              : null;
      fee(trip, canceled.fee(), due, found);
    } else if (trip.state() instanceof TripState.DriverCanceled canceled) {
      fee(trip, canceled.fee(), positive(noShowFee(ride)), found);
    }
  }

  private static Money cancelFee(Ride ride, WithDriver pairing, Instant endedAt) {
    long assignedForS = Duration.between(pairing.acceptedAt(), endedAt).toSeconds();
    return positive(ride.rules().cancelFee(assignedForS));
  }

  private static Money noShowFee(Ride ride) {
    return new Money(ride.rules().cancelFeeMinor(), ride.rules().currency());
  }

  private static Money positive(Money money) {
    return money.amountMinor() > 0 ? money : null;
  }

  private static void fee(Trip trip, Money charged, Money due, List<Violation> found) {
    if (!Objects.equals(charged, due)) {
      found.add(violation("I6", trip, "a cancel cost " + charged + " instead of " + due));
    }
  }

  private static void refunds(Trip trip, TripState.Completed completed, List<Violation> found) {
    if (completed.refunded() == null) {
      return;
    }
    Money paid =
        completed.tip() == null
            ? completed.finalFare()
            : completed.finalFare().plus(completed.tip());
    if (completed.refunded().amountMinor() > paid.amountMinor()) {
      found.add(violation("I6", trip, "refunded " + completed.refunded() + " of " + paid));
    }
  }

  private static Violation violation(String invariant, StoredTrip trip, String detail) {
    return new Violation(invariant, trip.id().toString(), detail);
  }

  private static Violation violation(String invariant, Trip trip, String detail) {
    return new Violation(invariant, trip.ride().tripId().toString(), detail);
  }
}

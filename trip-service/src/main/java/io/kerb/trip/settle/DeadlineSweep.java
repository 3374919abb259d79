package io.kerb.trip.settle;

import io.kerb.trip.aggregate.Refusal;
import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.change.ChangeTrip;
import io.kerb.trip.change.Origin;
import io.kerb.trip.change.Outcome;
import io.kerb.trip.store.DeadlineRows;
import io.kerb.trip.store.DeadlineRows.Deadline;
import io.kerb.trip.store.TripRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Ends the requests whose budget is spent, and releases the rides booked ahead, whether or not
 * dispatch lives. The aggregate decides whether the time has come; a row here only says when to
 * look.
 */
public final class DeadlineSweep {
  private static final int DUE_MAX = 500;

  /** No request is under way for so long. */
  private static final Duration REQUEST_AGE_MAX = Duration.ofMinutes(10);

  private final DeadlineRows deadlines;
  private final TripRows trips;
  private final ChangeTrip change;
  private final Clock clock;

  public DeadlineSweep(DeadlineRows deadlines, TripRows trips, ChangeTrip change, Clock clock) {
    this.deadlines = deadlines;
    this.trips = trips;
    this.change = change;
    this.clock = clock;
  }

  public void run() {
    Sweep.each("deadline", deadlines.listDue(clock.instant(), DUE_MAX), this::look);
  }

  private void look(Deadline deadline) {
    Optional<Trip> trip = trips.findLatest(deadline.trip());
    if (trip.isEmpty() && isYoung(deadline)) {
      // Its request may still be under way, and is then in need of this row.
      return;
    }
    Optional<Instant> later =
        trip.flatMap(found -> due(found.status()))
            .flatMap(command -> tooEarly(change.change(deadline.trip(), command, Origin.TIMER)));
    // The trip waits anew, or the policy changed: the row moves.
    later.ifPresent(from -> deadlines.put(new Deadline(deadline.trip(), from)));
    if (!later.equals(Optional.of(deadline.due()))) {
      deadlines.remove(deadline);
    }
  }

  private boolean isYoung(Deadline deadline) {
    return clock.instant().isBefore(deadline.due().plus(REQUEST_AGE_MAX));
  }

  private static Optional<TripCommand> due(Status status) {
    return switch (status) {
      case SCHEDULED -> Optional.of(new TripCommand.Release());
      case PROCESSING -> Optional.of(new TripCommand.ExpireRequest());
      default -> Optional.empty();
    };
  }

  private static Optional<Instant> tooEarly(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused
            && refused.refusal() instanceof Refusal.TooEarly early
        ? Optional.of(early.from())
        : Optional.empty();
  }
}

package io.kerb.trip.settle;

import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.change.ChangeTrip;
import io.kerb.trip.change.Origin;
import io.kerb.trip.store.DeadlineRows;
import io.kerb.trip.store.DeadlineRows.Deadline;
import io.kerb.trip.store.TripRows;
import java.time.Clock;
import java.util.Optional;

/**
 * Ends the requests whose budget is spent, and releases the rides booked ahead, whether or not
 * dispatch lives. The aggregate decides whether the time has come; a row here only says when to
 * look.
 */
public final class DeadlineSweep {
  private static final int DUE_MAX = 500;

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
    if (trip.filter(found -> found.status() == Status.SCHEDULED).isPresent()) {
      change.change(deadline.trip(), new TripCommand.Release(), Origin.TIMER);
    } else if (trip.filter(found -> found.status() == Status.PROCESSING).isPresent()) {
      // Refused if the trip has begun a new wait: that has a row of its own.
      change.change(deadline.trip(), new TripCommand.ExpireRequest(), Origin.TIMER);
    }
    deadlines.remove(deadline);
  }
}

package io.kerb.trip.exchange;

import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripEvent;
import io.kerb.trip.assign.AssignDriver;
import io.kerb.trip.exchange.Exchange.Step;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.TripRows;
import io.kerb.trip.store.UnknownOutcomeException;
import java.time.Clock;
import java.util.List;

/**
 * Carries an exchange out, step by step and forward only. Each step is the saga of {@link
 * AssignDriver}: the new driver's slot first (the trip waits there behind the one they hand over),
 * then the trip; settling frees the old driver. At each moment each rider has exactly one driver,
 * so wherever it stops, what was done may stay.
 *
 * <p>What has been done is read from the trips themselves: an event at the step's version that
 * names this exchange. So the same order may come again, to several instances at once, and after
 * any crash; each goes on where the exchange is.
 */
public final class CarryOutExchange {
  private final TripRows trips;
  private final AssignDriver assign;
  private final Clock clock;

  public CarryOutExchange(TripRows trips, AssignDriver assign, Clock clock) {
    this.trips = trips;
    this.assign = assign;
    this.clock = clock;
  }

  /** How far an exchange has come for good. */
  public enum Result {
    DONE,
    /** A trip or a driver had gone on; the steps before that stay. */
    CUT_SHORT,
    /** It came too late, or a trip was no longer as dispatch had seen it. */
    NOT_BEGUN
  }

  private enum Progress {
    OPEN,
    DONE,
    PASSED
  }

  /**
   * @throws UnknownOutcomeException if the store did not answer in time; to be carried out again
   */
  public Result carryOut(Exchange exchange) {
    List<Progress> progress =
        exchange.ring().stream().map(step -> progressOf(step, exchange)).toList();
    boolean expired = !clock.instant().isBefore(exchange.expiresAt());
    if (!isBegun(exchange, progress) && (expired || progress.contains(Progress.PASSED))) {
      return Result.NOT_BEGUN;
    }
    for (int i = 0; i < progress.size(); i++) {
      Step step = exchange.ring().get(i);
      boolean done =
          switch (progress.get(i)) {
            case DONE -> true;
            case OPEN -> take(step, exchange);
            case PASSED -> false;
          };
      if (!done) {
        return Result.CUT_SHORT;
      }
    }
    return Result.DONE;
  }

  /**
   * Also by an attempt that is under way: somebody will bring it to its end, so the rest goes on.
   */
  private boolean isBegun(Exchange exchange, List<Progress> progress) {
    return progress.contains(Progress.DONE)
        || exchange.ring().stream()
            .anyMatch(step -> assign.isOrdered(step.to(), step.trip(), exchange.id()));
  }

  private boolean take(Step step, Exchange exchange) {
    assign.order(
        step.to(),
        step.trip(),
        step.tripVersion(),
        exchange.id(),
        exchange.handedOverBy(step.to()),
        exchange.traceparent());
    // Not the answer above: another offer may have given the driver this trip in the same moment.
    return progressOf(step, exchange) == Progress.DONE;
  }

  private Progress progressOf(Step step, Exchange exchange) {
    if (trips.findTrip(step.trip()).filter(trip -> isOpen(trip, step)).isPresent()) {
      return Progress.OPEN;
    }
    return trips
        .findEvent(step.trip(), step.tripVersion() + 1)
        .filter(event -> isOf(exchange, event))
        .map(event -> Progress.DONE)
        .orElse(Progress.PASSED);
  }

  private static boolean isOpen(Trip trip, Step step) {
    return trip.version() == step.tripVersion()
        && trip.status() == Status.ACCEPTED
        && trip.hasDriver(step.from());
  }

  private static boolean isOf(Exchange exchange, StoredEvent event) {
    return event.logged().event() instanceof TripEvent.DriverReplaced replaced
        && replaced.offerId().equals(exchange.offerId());
  }
}

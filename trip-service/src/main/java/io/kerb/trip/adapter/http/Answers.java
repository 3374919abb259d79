package io.kerb.trip.adapter.http;

import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.ProblemException;
import io.kerb.runtime.http.Role;
import io.kerb.trip.adapter.codec.SnapshotCodec;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Refusal;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.change.Origin;
import io.kerb.trip.change.Outcome;
import io.kerb.trip.store.UnknownOutcomeException;
import io.kerb.trip.wire.TripSnapshot;
import io.micronaut.http.HttpRequest;
import java.util.function.Supplier;

/** From callers and outcomes to what HTTP says. */
final class Answers {
  /** Where the server's trace filter leaves the W3C traceparent. */
  private static final String TRACE_ATTRIBUTE = "kerb.traceparent";

  private static final int RETRY_AFTER_S = 1;

  private Answers() {}

  /** A token with several roles acts by the strongest. */
  static Actor actor(Caller caller) {
    if (caller.is(Role.OPERATOR)) {
      return new Actor.Operator(caller.subject());
    }
    return caller.is(Role.DRIVER)
        ? new Actor.Driver(caller.driver())
        : new Actor.Rider(caller.rider());
  }

  static Origin origin(Caller caller, HttpRequest<?> request) {
    return new Origin(actor(caller), traceparent(request));
  }

  static String traceparent(HttpRequest<?> request) {
    return request.getAttribute(TRACE_ATTRIBUTE, String.class).orElse("");
  }

  static TripView view(Trip trip, Actor viewer) {
    TripSnapshot snapshot = SnapshotCodec.toWire(trip);
    if (viewer instanceof Actor.Rider) {
      return TripView.forRider(snapshot);
    }
    return viewer instanceof Actor.Driver
        ? TripView.forDriver(snapshot)
        : TripView.forOperator(snapshot);
  }

  /**
   * @throws ProblemException if refused
   */
  static TripView view(Outcome outcome, Actor viewer) {
    if (outcome instanceof Outcome.Refused refused) {
      throw problem(refused.refusal()).exception();
    }
    return view(((Outcome.Done) outcome).trip(), viewer);
  }

  static Problem problem(Refusal refusal) {
    if (refusal instanceof Refusal.NotYours) {
      return Problem.notFound(refusal.code(), refusal.detail());
    }
    if (refusal instanceof Refusal.NotYourPart) {
      return Problem.of(403, refusal.code(), "Forbidden", refusal.detail());
    }
    if (refusal instanceof Refusal.WrongCode || refusal instanceof Refusal.WrongAmount) {
      return Problem.unprocessable(refusal.code(), refusal.detail());
    }
    return Problem.conflict(refusal.code(), refusal.detail());
  }

  /**
   * An unknown outcome is said to be one, never a failure.
   *
   * @throws ProblemException 503 {@code outcome_unknown}
   */
  static <T> T known(Supplier<T> action) {
    try {
      return action.get();
    } catch (UnknownOutcomeException e) {
      throw Problem.unavailable(
              "outcome_unknown",
              "The store did not answer in time, so it may or may not have happened. Send the same"
                  + " request again.",
              RETRY_AFTER_S)
          .exception();
    }
  }
}

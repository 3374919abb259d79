package io.kerb.trip.adapter.http;

import io.kerb.runtime.http.Problem;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.request.RequestOutcome;

/** The answer to a posted trip. */
final class NewTripAnswer {
  private static final int RETRY_AFTER_S = 1;

  private NewTripAnswer() {}

  /**
   * @throws io.kerb.runtime.http.ProblemException if none was created
   */
  static Trip created(RequestOutcome outcome) {
    if (outcome instanceof RequestOutcome.Created created) {
      return created.trip();
    }
    if (outcome instanceof RequestOutcome.Refused refused) {
      throw refusal(refused).exception();
    }
    if (outcome instanceof RequestOutcome.InFlight) {
      throw Problem.conflict(
              "idempotency_in_flight",
              "The first request with this Idempotency-Key is under way; repeat this one soon.")
          .retryable(RETRY_AFTER_S)
          .exception();
    }
    throw Problem.unprocessable(
            "idempotency_key_reused",
            "This Idempotency-Key stands for another body; take a new key for a new trip.")
        .exception();
  }

  private static Problem refusal(RequestOutcome.Refused refused) {
    String code = refused.reason().code();
    return switch (refused.reason()) {
      case QUOTE_NOT_FOUND -> Problem.notFound(code, refused.detail());
      case SCHEDULED_AT_OUT_OF_RANGE -> Problem.unprocessable(code, refused.detail());
      case QUOTE_NOT_GENUINE, QUOTE_EXPIRED, QUOTE_USED, RIDER_HAS_OPEN_TRIP, SLOT_FULL ->
          Problem.conflict(code, refused.detail());
    };
  }
}

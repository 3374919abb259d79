package io.kerb.trip.request;

import io.kerb.trip.aggregate.Trip;

/** What a rider who posts a trip is told. */
public sealed interface RequestOutcome {

  /** The trip as it was created, also on every repeat of the request. */
  record Created(Trip trip) implements RequestOutcome {}

  /** Noted with the key: a repeat is told the same. */
  record Refused(Reason reason, String detail) implements RequestOutcome {}

  /** The first request with this key is under way. */
  record InFlight() implements RequestOutcome {}

  /** The key stands for another body. */
  record KeyReused() implements RequestOutcome {}

  /** Why a request became no trip; the code never changes once published. */
  enum Reason {
    QUOTE_NOT_FOUND("quote_not_found"),
    QUOTE_NOT_GENUINE("quote_not_genuine"),
    QUOTE_EXPIRED("quote_expired"),
    QUOTE_USED("quote_used"),
    RIDER_HAS_OPEN_TRIP("rider_has_open_trip"),
    SCHEDULED_AT_OUT_OF_RANGE("scheduled_at_out_of_range"),
    SLOT_FULL("slot_full");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    static Reason ofCode(String code) {
      for (Reason reason : values()) {
        if (reason.code.equals(code)) {
          return reason;
        }
      }
      throw new IllegalArgumentException("no reason has the code '" + code + "'");
    }
  }
}

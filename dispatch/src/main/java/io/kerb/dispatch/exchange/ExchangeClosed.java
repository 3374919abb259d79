package io.kerb.dispatch.exchange;

import java.time.Instant;

/** An exchange is over. */
public record ExchangeClosed(String exchange, Reason reason, Instant occurredAt, String traceparent)
    implements ExchangeEvent {

  /** How it went. */
  public enum Reason {
    DONE,
    /** A trip had changed meanwhile; what was done before that stays. */
    CUT_SHORT,
    /** trip-service did not begin in time. */
    EXPIRED
  }
}

package io.kerb.location.gate;

import java.util.Locale;

/** Why a ping does not enter the log. The wire form never changes once published. */
public enum RejectionCode {
  /** A value that no phone can mean: latitude 91, heading 400, a negative sequence. */
  OUT_OF_RANGE,
  /** No market contains the position. */
  OUTSIDE_MARKET,
  /** Older than what was already taken, or of a session that a newer one replaced. */
  STALE_SEQUENCE,
  /** This very sequence number was already taken. */
  DUPLICATE,
  /** The phone's clock is ahead by more than {@link PingGate#AHEAD_MAX}. */
  RECORDED_IN_FUTURE,
  /** Recorded longer ago than {@link PingGate#AGE_MAX}. */
  RECORDED_TOO_OLD,
  /** Nobody drives that fast; believed when the next ping confirms the place. */
  IMPLAUSIBLE_SPEED,
  /** The driver sent more than {@link TokenBucket} allows; the whole batch is refused. */
  RATE_LIMITED,
  /** The session id is not 1 to {@link PingGate#SESSION_ID_MAX} characters. */
  INVALID_SESSION;

  /** The wire form. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

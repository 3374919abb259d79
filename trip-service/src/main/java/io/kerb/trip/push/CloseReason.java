package io.kerb.trip.push;

import java.util.Locale;

/** Why a stream was ended by us; after all of them but the expired token, reconnecting helps. */
public enum CloseReason {
  /** More was waiting than the stream may hold: the client comes back and gets a snapshot. */
  SLOW_CONSUMER,
  /** The token's time is over: the client needs a new one. */
  TOKEN_EXPIRED,
  /** The same person opened newer streams, more than one may have. */
  REPLACED,
  /** This instance stops; another one, or the restarted one, goes on. */
  SERVER_STOPPING,
  /** The client went away. */
  CLIENT_GONE;

  /** The wire form, such as {@code slow_consumer}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

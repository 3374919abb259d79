package io.kerb.trip.store;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.time.Instant;
import java.util.UUID;

/**
 * A try to assign a driver, from before its first write until its outcome is known.
 *
 * @param tripVersion that the offer was for
 */
public record Attempt(
    UUID id,
    DriverId driver,
    TripId trip,
    long tripVersion,
    String offerId,
    Instant startedAt,
    String traceparent) {
  /**
   * Begins the offer id of a trip that a driver gets without being asked, by an exchange; the
   * exchange's id follows. No signed offer has a colon.
   */
  private static final String EXCHANGE = "exchange:";

  public static String offerOfExchange(String exchangeId) {
    return EXCHANGE + exchangeId;
  }

  /** Ordered by dispatch; otherwise the driver accepts. */
  public boolean isOrdered() {
    return offerId.startsWith(EXCHANGE);
  }
}

package io.kerb.dispatch.offer;

import io.kerb.dispatch.api.OfferId;
import io.kerb.dispatch.request.Ride;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.time.Instant;
import java.util.Optional;

/**
 * A driver is asked to take a ride; while it stands, this is the open offer itself.
 *
 * <table>
 *   <caption>Transitions</caption>
 *   <tr><td>open</td><td>{@link #close}(ACCEPTED | DECLINED | EXPIRED | WITHDRAWN)</td><td>closed</td></tr>
 *   <tr><td>closed</td><td>nothing</td><td>closed</td></tr>
 * </table>
 *
 * @param tripVersion what an accept is compared against
 * @param replaces who is on the way to the rider now, and would be relieved
 */
public record OfferMade(
    OfferId offer,
    Ride ride,
    long tripVersion,
    DriverId driver,
    Optional<DriverId> replaces,
    Instant occurredAt,
    Instant expiresAt,
    int pickupEtaS,
    int pickupDistanceM,
    String traceparent)
    implements OfferEvent {

  @Override
  public TripId trip() {
    return ride.trip();
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  public OfferClosed close(CloseReason reason, Instant now) {
    return new OfferClosed(offer, trip(), driver, reason, now, traceparent);
  }
}

package io.kerb.dispatch.adapter.cassandra;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A decision as a list shows it.
 *
 * @param chosen empty if nobody was
 * @param candidates how many eligible drivers were weighed
 */
public record DecisionLine(
    TripId trip, Instant decidedAt, int candidates, Duration waited, Optional<Chosen> chosen) {

  /** Who was asked. */
  public record Chosen(DriverId driver, int pickupEtaS, String offerId) {}
}

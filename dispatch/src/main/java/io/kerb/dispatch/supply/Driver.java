package io.kerb.dispatch.supply;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.ProductId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A driver's status as the market's owner last published it.
 *
 * <p>Duty and engagement are independent: who goes off duty during a trip still finishes it.
 *
 * @param engaged on a trip; a hint for the index, the assignment row decides
 * @param destination where the driver wants to get to; empty if anywhere
 * @param version grows by one with each change; 1 is the first
 */
public record Driver(
    DriverId driver,
    boolean onDuty,
    Set<ProductId> products,
    boolean engaged,
    long version,
    Instant updatedAt,
    Optional<Destination> destination) {
  public Driver {
    products = Set.copyOf(products);
  }

  /** A driver of whom nothing was published yet. */
  public static Driver unknown(DriverId driver) {
    return new Driver(driver, false, Set.of(), false, 0, Instant.EPOCH, Optional.empty());
  }

  public Driver withDuty(
      boolean duty, Set<ProductId> served, Optional<Destination> goal, Instant now) {
    return new Driver(driver, duty, served, engaged, version + 1, now, goal);
  }

  public Driver engaged(Instant now) {
    return new Driver(driver, onDuty, products, true, version + 1, now, destination);
  }

  /**
   * Without a trip again. A destination that the last ride reached is one no longer.
   *
   * @param droppedOffAt where the last ride ended; empty if it was not driven to its end
   */
  public Driver freed(Optional<LatLng> droppedOffAt, Instant now) {
    Optional<Destination> goal =
        destination.filter(place -> !droppedOffAt.map(place::isReachedAt).orElse(false));
    return new Driver(driver, onDuty, products, false, version + 1, now, goal);
  }

  /**
   * How long the driver has been ready for a ride: on duty, without a trip, and since the last
   * change of status; zero otherwise. Never negative: instances' clocks differ by some
   * milliseconds.
   */
  public Duration idle(Instant now) {
    boolean ready = onDuty && !engaged && now.isAfter(updatedAt);
    return ready ? Duration.between(updatedAt, now) : Duration.ZERO;
  }
}

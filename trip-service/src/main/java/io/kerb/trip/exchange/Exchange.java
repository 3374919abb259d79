package io.kerb.trip.exchange;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import io.kerb.trip.store.Attempt;
import java.time.Instant;
import java.util.List;

/**
 * An order of dispatch: drivers on their way to pickups swap their trips.
 *
 * @param id unique for ever
 * @param ring each step's new driver is the next step's old one, and the last's is the first's
 * @param expiresAt not begun from then on
 * @param traceparent W3C trace context; may be empty
 */
public record Exchange(String id, List<Step> ring, Instant expiresAt, String traceparent) {
  /** Drivers in one ring; dispatch finds little gain beyond three. */
  public static final int STEPS_MAX = 8;

  /**
   * One trip changes hands.
   *
   * @param tripVersion at which {@code from} is on the way
   */
  public record Step(TripId trip, long tripVersion, DriverId from, DriverId to) {}

  /**
   * @throws IllegalArgumentException if this is no ring of 2 to {@link #STEPS_MAX} drivers and as
   *     many trips
   */
  public Exchange {
    ring = List.copyOf(ring);
    int steps = ring.size();
    if (id.isEmpty() || steps < 2 || steps > STEPS_MAX) {
      throw new IllegalArgumentException(
          "an exchange has an id and 2 to "
              + STEPS_MAX
              + " steps, not "
              + steps
              + ": '"
              + id
              + "'");
    }
    if (ring.stream().map(Step::trip).distinct().count() < steps
        || ring.stream().map(Step::from).distinct().count() < steps) {
      throw new IllegalArgumentException("a trip or a driver is twice in exchange " + id);
    }
    for (int i = 0; i < steps; i++) {
      Step next = ring.get((i + 1) % steps);
      if (!ring.get(i).to().equals(next.from())) {
        throw new IllegalArgumentException(
            "exchange " + id + " is no ring: " + ring.get(i) + " is followed by " + next);
      }
    }
  }

  /** What the trips' events name as the offer. */
  String offerId() {
    return Attempt.offerOfExchange(id);
  }

  /** The trip that the step's new driver gives up in this exchange. */
  TripId handedOverBy(DriverId driver) {
    return ring.stream()
        .filter(step -> step.from().equals(driver))
        .map(Step::trip)
        .findFirst()
        .orElseThrow();
  }
}

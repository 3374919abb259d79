package io.kerb.dispatch.exchange;

import io.kerb.dispatch.exchange.ExchangeClosed.Reason;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Drivers on their way to pickups are to change trips; while it stands, this is the open exchange
 * itself. trip-service carries it out step by step, each a compare-and-set, forward only: no step
 * leaves a rider without a driver.
 *
 * <table>
 *   <caption>Transitions</caption>
 *   <tr><td>open</td><td>{@link #close}(DONE | CUT_SHORT | EXPIRED)</td><td>closed</td></tr>
 * </table>
 *
 * @param steps a ring: each step's new driver is the next one's old driver, the last's is the
 *     first's
 * @param expiresAt not begun later
 */
public record ExchangeOrdered(
    String exchange, List<Step> steps, Instant occurredAt, Instant expiresAt, String traceparent)
    implements ExchangeEvent {
  /** Time to finish what was begun at the last moment, before the trips are dealt with anew. */
  private static final Duration FINISH_MAX = Duration.ofSeconds(15);

  /**
   * One trip's change of driver.
   *
   * @param tripVersion what the change is compared against
   */
  public record Step(
      TripId trip,
      long tripVersion,
      DriverId from,
      DriverId to,
      int fromPickupEtaS,
      int toPickupEtaS) {}

  public ExchangeOrdered {
    steps = List.copyOf(steps);
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).to().equals(steps.get((i + 1) % steps.size()).from())) {
        throw new IllegalArgumentException("the steps are no ring: " + steps);
      }
    }
  }

  /** The same steps have the same id, whoever orders them. */
  public static ExchangeOrdered of(
      List<Step> steps, Instant now, Duration ttl, String traceparent) {
    String key =
        steps.stream()
            .map(step -> step.trip() + ":" + step.tripVersion() + ":" + step.to())
            .collect(Collectors.joining(" "));
    UUID id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.US_ASCII));
    return new ExchangeOrdered(id.toString(), steps, now, now.plus(ttl), traceparent);
  }

  /** Who gets this trip; empty if it is not in the exchange. */
  public Optional<DriverId> findNewDriver(TripId trip) {
    return steps.stream().filter(step -> step.trip().equals(trip)).map(Step::to).findFirst();
  }

  public boolean isOverdue(Instant now) {
    return now.isAfter(expiresAt.plus(FINISH_MAX));
  }

  public ExchangeClosed close(Reason reason, Instant now) {
    return new ExchangeClosed(exchange, reason, now, traceparent);
  }
}

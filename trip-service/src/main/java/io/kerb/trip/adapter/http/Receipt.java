package io.kerb.trip.adapter.http;

import io.kerb.pricing.api.Money;
import io.kerb.trip.aggregate.Ride;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripState;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was charged for an ended trip, line by line; the total is the sum of the lines.
 *
 * @param fareRulesVersion the frozen rules that the fare was made by
 */
@Introspected
public record Receipt(
    String tripId,
    String status,
    List<Line> lines,
    Amount total,
    long distanceM,
    long durationS,
    BigDecimal surgeMultiplier,
    String fareRulesVersion,
    Place pickup,
    Place dropoff,
    @Nullable Instant startedAt,
    Instant endedAt) {

  /**
   * @param item one of fare, waiting, cancel_fee, tip, refund; a refund is negative
   */
  @Introspected
  public record Line(String item, Amount amount) {}

  /** Empty while the trip is open. */
  static Optional<Receipt> of(Trip trip) {
    if (!(trip.state() instanceof TripState.Ended ended)) {
      return Optional.empty();
    }
    Ride ride = trip.ride();
    List<Line> lines = new ArrayList<>();
    Money total = Money.zero(ride.fare().currency());
    for (Item item : items(trip)) {
      lines.add(new Line(item.name(), Amount.of(item.amount())));
      total = total.plus(item.amount());
    }
    return Optional.of(
        new Receipt(
            ride.tripId().toString(),
            trip.status().text(),
            lines,
            Amount.of(total),
            ride.route().distanceM(),
            ride.route().durationS(),
            ride.surgeMultiplier(),
            ride.rules().version(),
            Place.of(ride.route().pickup()),
            Place.of(ride.route().dropoff()),
            ended instanceof TripState.Completed completed ? completed.driven().startedAt() : null,
            ended.endedAt()));
  }

  private record Item(String name, Money amount) {}

  private static List<Item> items(Trip trip) {
    List<Item> items = new ArrayList<>();
    if (trip.state() instanceof TripState.Completed completed) {
      items.add(new Item("fare", trip.ride().fare()));
      add(items, "waiting", completed.driven().waiting(trip.ride()));
      add(items, "tip", completed.tip());
      if (completed.refunded() != null) {
        Money refunded = completed.refunded();
        items.add(new Item("refund", new Money(-refunded.amountMinor(), refunded.currency())));
      }
    } else if (trip.state() instanceof TripState.RiderCanceled canceled) {
      add(items, "cancel_fee", canceled.fee());
    } else if (trip.state() instanceof TripState.DriverCanceled canceled) {
      add(items, "cancel_fee", canceled.fee());
    }
    return items;
  }

  private static void add(List<Item> items, String name, Money amount) {
    if (amount != null && amount.amountMinor() != 0) {
      items.add(new Item(name, amount));
    }
  }
}

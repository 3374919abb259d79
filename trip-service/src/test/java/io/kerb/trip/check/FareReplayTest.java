package io.kerb.trip.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.pricing.api.Money;
import io.kerb.pricing.api.PricingWire;
import io.kerb.trip.adapter.codec.SnapshotCodec;
import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.sample.SampleTrips;
import java.util.List;
import org.junit.jupiter.api.Test;

/** I6: what a trip froze makes its fare once more. */
final class FareReplayTest {
  private final SampleTrips life = SampleTrips.in(Status.COMPLETED);

  @Test
  void a_trip_costs_what_its_frozen_rules_and_way_make() {
    assertThat(judged(life.trip())).isEmpty();
  }

  @Test
  void another_fare_than_the_replayed_one_is_a_violation() {
    Trip dearer =
        SnapshotCodec.fromWire(
            SnapshotCodec.toWire(life.trip()).toBuilder()
                .setFare(PricingWire.toWire(Money.of(9_999, "USD")))
                .build());

    assertThat(judged(dearer)).contains("fare 9999 USD minor replays to 908 USD minor");
  }

  private List<String> judged(Trip state) {
    return new TripRules(SampleTrips.POLICY)
        .judge(new StoredTrip(state.ride().tripId(), state, life.log()), life.now()).stream()
            .filter(violation -> violation.invariant().equals("I6"))
            .map(Violation::detail)
            .toList();
  }
}

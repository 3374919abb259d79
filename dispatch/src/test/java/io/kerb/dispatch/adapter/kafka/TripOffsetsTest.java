package io.kerb.dispatch.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.request.Ride;
import io.kerb.dispatch.request.TripChanged;
import io.kerb.dispatch.request.TripChanged.Cause;
import io.kerb.dispatch.request.TripChanged.Phase;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TripOffsetsTest {
  private final TripOffsets offsets = new TripOffsets();

  @Test
  void withoutTripsASuccessorGoesOnAtTheEnd() {
    assertThat(offsets.committable(17)).isEqualTo(17);
  }

  @Test
  void theOldestTripThatGoesOnHoldsTheOffsetBack() {
    seen(1, Phase.PROCESSING, 10);
    seen(2, Phase.PROCESSING, 11);
    assertThat(offsets.committable(12)).isEqualTo(10);
  }

  @Test
  void aNewerEventOfATripReplacesTheOlderOne() {
    seen(1, Phase.PROCESSING, 10);
    seen(2, Phase.PROCESSING, 11);
    seen(1, Phase.EN_ROUTE, 12);
    assertThat(offsets.committable(13)).isEqualTo(11);
  }

  @Test
  void endedAndScheduledTripsHoldNothingBack() {
    seen(1, Phase.PROCESSING, 10);
    seen(1, Phase.ENDED, 11);
    seen(2, Phase.SCHEDULED, 12);
    assertThat(offsets.committable(13)).isEqualTo(13);
  }

  private void seen(long trip, Phase phase, long offset) {
    Ride ride =
        new Ride(
            new TripId(new UUID(0, trip)),
            new RiderId(1),
            new ProductId("standard"),
            new LatLng(0, 0),
            new LatLng(0, 1),
            List.of(),
            Money.of(1, "EUR"),
            1,
            1);
    offsets.seen(
        new TripChanged(
            ride,
            offset,
            phase,
            Instant.EPOCH,
            Cause.OTHER,
            Optional.of(new DriverId(5)),
            Instant.EPOCH,
            Instant.EPOCH,
            Set.of(),
            Set.of(),
            0,
            Instant.EPOCH,
            ""),
        offset);
  }
}

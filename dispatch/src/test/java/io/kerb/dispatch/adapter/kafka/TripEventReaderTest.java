package io.kerb.dispatch.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.request.TripChanged;
import io.kerb.location.api.DriverId;
import io.kerb.pricing.wire.Money;
import io.kerb.trip.wire.TripEvent;
import io.kerb.trip.wire.TripEventType;
import io.kerb.trip.wire.TripSnapshot;
import io.kerb.trip.wire.TripStatus;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TripEventReaderTest {
  @Test
  void whoLostTheirDriverHasWaitedSinceTheRequest() {
    TripSnapshot again = processing().setWaitingSinceMs(1_000).setProcessingSinceMs(9_000).build();
    assertThat(read(again).waitingSince()).isEqualTo(Instant.ofEpochMilli(1_000));
  }

  @Test
  void anOlderEventTellsThePresentSearchOnly() {
    TripSnapshot older = processing().setProcessingSinceMs(9_000).build();
    assertThat(read(older).waitingSince()).isEqualTo(Instant.ofEpochMilli(9_000));
  }

  @Test
  void whoIsNotToMeetTheRiderIsRead() {
    TripSnapshot after = processing().addBlockedDriverIds(8).addReleasedDriverIds(9).build();
    assertThat(read(after).blocked()).containsExactly(new DriverId(8));
    assertThat(read(after).released()).containsExactly(new DriverId(9));
  }

  private static TripChanged read(TripSnapshot after) {
    return TripEventReader.read(
        TripEvent.newBuilder()
            .setVersion(3)
            .setType(TripEventType.DRIVER_UNASSIGNED)
            .setAfter(after)
            .build()
            .toByteArray());
  }

  private static TripSnapshot.Builder processing() {
    return TripSnapshot.newBuilder()
        .setTripId(new UUID(1, 2).toString())
        .setStatus(TripStatus.PROCESSING)
        .setRiderId(7)
        .setProductId("standard")
        .setRequestedAtMs(500)
        .setFare(Money.newBuilder().setAmountMinor(900).setCurrency("EUR"));
  }
}

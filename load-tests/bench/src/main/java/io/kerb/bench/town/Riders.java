package io.kerb.bench.town;

import io.kerb.location.api.LatLng;
import io.kerb.pricing.wire.Money;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.wire.TripEvent;
import io.kerb.trip.wire.TripEventType;
import io.kerb.trip.wire.TripPlace;
import io.kerb.trip.wire.TripSnapshot;
import io.kerb.trip.wire.TripStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Riders who ask and give up, in trip-service's words. */
public final class Riders {
  private static final Duration BUDGET = Duration.ofMinutes(5);

  private final Town town;
  private final KafkaSettings settings;
  private final Producer<String, byte[]> producer;
  private final SplittableRandom random;

  public Riders(Town town, KafkaSettings settings, Producer<String, byte[]> producer, long seed) {
    this.town = town;
    this.settings = settings;
    this.producer = producer;
    this.random = new SplittableRandom(seed);
  }

  /** Returns when the log has all of them. */
  public List<TripSnapshot> ask(int requests) {
    List<TripSnapshot> asked = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      TripSnapshot trip = request();
      asked.add(trip);
      append(trip, TripEventType.REQUESTED);
    }
    producer.flush();
    return asked;
  }

  /** Their offers are withdrawn, and the drivers are free again. */
  public void giveUp(List<TripSnapshot> trips) {
    for (TripSnapshot trip : trips) {
      append(
          trip.toBuilder()
              .setVersion(trip.getVersion() + 1)
              .setStatus(TripStatus.RIDER_CANCELED)
              .build(),
          TripEventType.RIDER_CANCELED_EVENT);
    }
    producer.flush();
  }

  private TripSnapshot request() {
    long now = System.currentTimeMillis();
    return TripSnapshot.newBuilder()
        .setTripId(new UUID(random.nextLong(), random.nextLong()).toString())
        .setVersion(1)
        .setStatus(TripStatus.PROCESSING)
        .setMarketId(town.market().marketId().value())
        .setProductId(Town.PRODUCT.value())
        .setRiderId(1 + random.nextLong(Long.MAX_VALUE - 1))
        .setPickup(place(town.somewhere(random)))
        .setDropoff(place(town.somewhere(random)))
        .setFare(Money.newBuilder().setAmountMinor(900).setCurrency("EUR"))
        .setDistanceM(4_000)
        .setDurationS(600)
        .setRequestedAtMs(now)
        .setProcessingSinceMs(now)
        .setExpiresAtMs(now + BUDGET.toMillis())
        .build();
  }

  private void append(TripSnapshot after, TripEventType type) {
    TripEvent event =
        TripEvent.newBuilder()
            .setEventId(new UUID(random.nextLong(), random.nextLong()).toString())
            .setTripId(after.getTripId())
            .setVersion(after.getVersion())
            .setMarketId(after.getMarketId())
            .setType(type)
            .setOccurredAtMs(System.currentTimeMillis())
            .setAfter(after)
            .build();
    var unused =
        producer.send(
            new ProducerRecord<>(
                settings.topic(TripTopics.TRIP_EVENTS),
                town.market().partition(),
                after.getMarketId(),
                event.toByteArray()));
  }

  private static TripPlace place(LatLng at) {
    return TripPlace.newBuilder()
        .setLatitudeE7(at.latitudeE7())
        .setLongitudeE7(at.longitudeE7())
        .build();
  }
}

package io.kerb.trip.adapter.push;

import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.wire.OfferClosed;
import io.kerb.dispatch.wire.OfferEvent;
import io.kerb.dispatch.wire.OfferMade;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.LocationTopics;
import io.kerb.location.api.TopicSpec;
import io.kerb.location.wire.DriverPing;
import io.kerb.pricing.wire.Money;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.wire.TripEvent;
import io.kerb.trip.wire.TripPlace;
import io.kerb.trip.wire.TripSnapshot;
import io.kerb.trip.wire.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the rest of Kerb would write: trips into the store and the log, offers, pings. */
final class Town {
  static final String MARKET = PushServer.TINYTOWN.marketId().value();

  private final KafkaSettings kafka;
  private final Producer<String, byte[]> producer;
  private final PushServer.StoredTrips stored;

  Town(PushServer server, String run) {
    this.kafka = server.bean(KafkaSettings.class);
    this.producer = server.producer();
    this.stored = PushServer.StoredTrips.of(run);
  }

  /** A trip that a driver has, or none if 0. */
  static TripSnapshot trip(UUID id, long version, TripStatus status, long rider, long driver) {
    long now = Instant.now().toEpochMilli();
    TripPlace place =
        TripPlace.newBuilder().setLatitudeE7(105000000).setLongitudeE7(105000000).build();
    return TripSnapshot.newBuilder()
        .setTripId(id.toString())
        .setVersion(version)
        .setStatus(status)
        .setMarketId(MARKET)
        .setProductId("standard")
        .setQuoteId(new UUID(1, 1).toString())
        .setRiderId(rider)
        .setDriverId(driver)
        .setPickup(place)
        .setDropoff(place)
        .setFare(Money.newBuilder().setAmountMinor(1250).setCurrency("USD"))
        .setSurgeMultiplier("1.0")
        .setPickupCode("4711")
        .setRequestedAtMs(now)
        .setAcceptedAtMs(driver == 0 ? 0 : now)
        .setUpdatedAtMs(now)
        .build();
  }

  void store(TripSnapshot trip) {
    stored.put(trip);
  }

  /** Stored, then told. */
  void change(TripSnapshot trip) {
    store(trip);
    tell(trip);
  }

  void tell(TripSnapshot trip) {
    send(
        TripTopics.TRIP_EVENTS,
        0,
        MARKET,
        TripEvent.newBuilder()
            .setTripId(trip.getTripId())
            .setVersion(trip.getVersion())
            .setMarketId(MARKET)
            .setOccurredAtMs(trip.getUpdatedAtMs())
            .setAfter(trip)
            .build()
            .toByteArray());
  }

  void offer(String offer, UUID trip, long driver, Duration ttl) {
    long now = Instant.now().toEpochMilli();
    send(
        DispatchTopics.OFFER_EVENTS,
        0,
        MARKET,
        event(offer, trip, driver)
            .setMade(
                OfferMade.newBuilder()
                    .setProductId("standard")
                    .setExpiresAtMs(now + ttl.toMillis())
                    .setPickupEtaS(90)
                    .setFare(Money.newBuilder().setAmountMinor(1250).setCurrency("USD")))
            .build()
            .toByteArray());
  }

  void closeOffer(String offer, UUID trip, long driver, OfferClosed.Reason reason) {
    send(
        DispatchTopics.OFFER_EVENTS,
        0,
        MARKET,
        event(offer, trip, driver)
            .setClosed(OfferClosed.newBuilder().setReason(reason))
            .build()
            .toByteArray());
  }

  private static OfferEvent.Builder event(String offer, UUID trip, long driver) {
    return OfferEvent.newBuilder()
        .setMarketId(MARKET)
        .setOfferId(offer)
        .setTripId(trip.toString())
        .setDriverId(driver)
        .setOccurredAtMs(Instant.now().toEpochMilli());
  }

  DriverPing.Builder ping(long driver, long sequence, LatLng at) {
    long now = Instant.now().toEpochMilli();
    return DriverPing.newBuilder()
        .setDriverId(driver)
        .setMarketId(MARKET)
        .setSessionId("session")
        .setSequence(sequence)
        .setLatitudeE7(at.latitudeE7())
        .setLongitudeE7(at.longitudeE7())
        .setHeadingDeg(90)
        .setRecordedAtMs(now)
        .setReceivedAtMs(now);
  }

  void send(DriverPing.Builder ping) {
    DriverId driver = new DriverId(ping.getDriverId());
    send(
        LocationTopics.DRIVER_PINGS,
        PushServer.TINYTOWN.pingPartition(driver),
        driver.toString(),
        ping.build().toByteArray());
  }

  void garbage(TopicSpec topic) {
    send(topic, 0, MARKET, new byte[] {(byte) 0xff, 1, 2, 3});
  }

  private void send(TopicSpec topic, int partition, String key, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(kafka.topic(topic), partition, key, value)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.kerb.trip.adapter.push.track;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.LocationTopics;
import io.kerb.location.api.Markets;
import io.kerb.location.api.TripId;
import io.kerb.location.wire.DriverPing;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.runtime.kafka.RecordLoop;
import io.kerb.runtime.kafka.RecordValue;
import io.kerb.trip.adapter.push.CurrentTrips;
import io.kerb.trip.adapter.push.NoticeReader;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.push.BoundedMap;
import io.kerb.trip.push.Subscriber;
import io.kerb.trip.push.track.Assignments;
import io.kerb.trip.push.track.LocationThrottle;
import io.kerb.trip.push.track.Stint;
import io.kerb.trip.push.track.Track;
import io.kerb.trip.push.track.TrackPoint;
import io.kerb.trip.wire.DriverLocation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the drivers who have a trip: their positions go into the trip's track, and while they are
 * coming, thinned, to the rider. The instances share the drivers between them.
 */
final class TrackFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrackFeed.class);
  private static final String GROUP = "trip-tracks";

  /** A rider is not shown where the driver was long ago: what is left over from an outage. */
  private static final Duration SHOWN_AGE_MAX = Duration.ofSeconds(15);

  private static final int COUNTED_TRIPS_MAX = 50_000;

  private final Assignments assignments;
  private final CurrentTrips trips;
  private final TrackStore store;
  private final Markets markets;
  private final String locations;
  private final Producer<String, byte[]> producer;
  private final Clock clock;
  private final LocationThrottle throttle = new LocationThrottle();
  private final Map<TripId, Integer> points = new BoundedMap<>(COUNTED_TRIPS_MAX);
  private final RecordLoop loop;

  TrackFeed(
      KafkaSettings kafka,
      Producer<String, byte[]> producer,
      Assignments assignments,
      CurrentTrips trips,
      TrackStore store,
      Markets markets,
      Clock clock) {
    this.assignments = assignments;
    this.trips = trips;
    this.store = store;
    this.markets = markets;
    this.locations = kafka.topic(TripTopics.DRIVER_LOCATIONS);
    this.producer = producer;
    this.clock = clock;
    this.loop =
        RecordLoop.ofGroup(
            GROUP,
            List.of(kafka.topic(LocationTopics.DRIVER_PINGS)),
            kafka,
            producer,
            this::handle);
  }

  private void handle(ConsumerRecord<String, byte[]> record) {
    DriverPing ping = read(RecordValue.of(record));
    DriverId driver = new DriverId(ping.getDriverId());
    if (!assignments.knows(driver)) {
      assignments.warm(
          driver,
          trips.listFor(new Subscriber.Driver(driver), Optional.empty()).stream()
              .map(NoticeReader::state)
              .toList());
    }
    Instant takenAt = takenAt(ping);
    assignments.listOnTheWay(driver, takenAt).forEach(stint -> show(stint, ping));
    assignments.findStint(driver, takenAt).ifPresent(stint -> keep(stint, ping));
  }

  private static DriverPing read(byte[] value) {
    try {
      DriverPing ping = DriverPing.parseFrom(value);
      if (ping.getDriverId() <= 0) {
        throw new PoisonException("a ping without a driver", null);
      }
      LatLng.ofE7(ping.getLatitudeE7(), ping.getLongitudeE7());
      return ping;
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new PoisonException("not a ping: " + e.getMessage(), e);
    }
  }

  /**
   * When the driver was there. The gate's clock says it; only of a backlog, which the gate saw long
   * after, the phone has to be believed.
   */
  private static Instant takenAt(DriverPing ping) {
    return Instant.ofEpochMilli(
        ping.getBacklog()
            ? Math.min(ping.getRecordedAtMs(), ping.getReceivedAtMs())
            : ping.getReceivedAtMs());
  }

  private void show(Stint stint, DriverPing ping) {
    Instant received = Instant.ofEpochMilli(ping.getReceivedAtMs());
    if (ping.getBacklog()
        || received.plus(SHOWN_AGE_MAX).isBefore(clock.instant())
        || !throttle.pass(stint.trip(), received)) {
      return;
    }
    markets
        .findMarket(stint.market())
        .ifPresent(market -> send(market.partition(), location(stint, ping)));
  }

  private void send(int partition, DriverLocation location) {
    producer.send(
        new ProducerRecord<>(locations, partition, location.getMarketId(), location.toByteArray()),
        (metadata, failure) -> {
          if (failure != null) {
            // The next one comes in seconds.
            LOG.debug("a driver's position was not shown", failure);
          }
        });
  }

  private static DriverLocation location(Stint stint, DriverPing ping) {
    return DriverLocation.newBuilder()
        .setTripId(stint.trip().toString())
        .setMarketId(stint.market().value())
        .setRiderId(stint.rider().value())
        .setDriverId(ping.getDriverId())
        .setLatitudeE7(ping.getLatitudeE7())
        .setLongitudeE7(ping.getLongitudeE7())
        .setHeadingDeg(ping.getHeadingDeg())
        .setReceivedAtMs(ping.getReceivedAtMs())
        .build();
  }

  private void keep(Stint stint, DriverPing ping) {
    Integer known = points.get(stint.trip());
    int kept = known == null ? store.count(stint.trip()) : known;
    if (kept >= Track.POINTS_MAX) {
      points.put(stint.trip(), kept);
      return;
    }
    store.add(
        stint.trip(),
        stint.driver(),
        new TrackPoint(
            ping.getSessionId(),
            ping.getSequence(),
            LatLng.ofE7(ping.getLatitudeE7(), ping.getLongitudeE7()),
            ping.getHeadingDeg(),
            Instant.ofEpochMilli(ping.getRecordedAtMs()),
            Instant.ofEpochMilli(ping.getReceivedAtMs())));
    points.put(stint.trip(), kept + 1);
    if (kept + 1 == Track.POINTS_MAX) {
      LOG.warn("the track of trip {} is full; its later positions are not kept", stint.trip());
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}

package io.kerb.trip.adapter.push;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.wire.OfferEvent;
import io.kerb.location.api.DriverId;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.runtime.kafka.RecordLoop;
import io.kerb.runtime.kafka.RecordValue;
import io.kerb.trip.adapter.codec.EventCodec;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.push.Notice;
import io.kerb.trip.push.Switchboard;
import io.kerb.trip.push.track.Assignments;
import io.kerb.trip.wire.DriverLocation;
import io.kerb.trip.wire.TripEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;

/**
 * Reads the events of all markets into this instance's switchboard. Every instance reads all of
 * them, because nobody knows where a client is connected; the last minutes are read again at each
 * start.
 */
final class PushFeed implements AutoCloseable {
  private final String offers;
  private final String locations;
  private final NoticeReader reader;
  private final Switchboard switchboard;
  private final Assignments assignments;
  private final Clock clock;
  private final RecordLoop loop;

  PushFeed(
      KafkaSettings kafka,
      Producer<String, byte[]> producer,
      Duration replay,
      NoticeReader reader,
      Switchboard switchboard,
      Assignments assignments,
      Clock clock) {
    this.offers = kafka.topic(DispatchTopics.OFFER_EVENTS);
    this.locations = kafka.topic(TripTopics.DRIVER_LOCATIONS);
    this.reader = reader;
    this.switchboard = switchboard;
    this.assignments = assignments;
    this.clock = clock;
    this.loop =
        RecordLoop.ofAll(
            "push-feed",
            List.of(kafka.topic(TripTopics.TRIP_EVENTS), offers, locations),
            replay,
            kafka,
            producer,
            this::handle);
  }

  private void handle(ConsumerRecord<String, byte[]> record) {
    read(record).ifPresent(notice -> switchboard.publish(notice, now()));
  }

  private Optional<Notice> read(ConsumerRecord<String, byte[]> record) {
    byte[] value = RecordValue.of(record);
    try {
      if (record.topic().equals(locations)) {
        return Optional.of(reader.moved(DriverLocation.parseFrom(value)));
      }
      if (record.topic().equals(offers)) {
        return reader.findOffer(OfferEvent.parseFrom(value));
      }
      return Optional.of(changed(TripEvent.parseFrom(value)));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new PoisonException("not an event that push can read: " + e.getMessage(), e);
    }
  }

  private Notice changed(TripEvent event) {
    Set<DriverId> concerned =
        new HashSet<>(assignments.apply(NoticeReader.state(event.getAfter())));
    if (event.getDriverId() != 0) {
      concerned.add(new DriverId(event.getDriverId()));
    }
    // Named by the event itself: this instance may have started after they got the trip.
    EventCodec.findPrevious(event).ifPresent(concerned::add);
    return reader.changed(
        event.getAfter(), concerned, Instant.ofEpochMilli(event.getOccurredAtMs()));
  }

  private Instant now() {
    return clock.instant();
  }

  @Override
  public void close() {
    loop.close();
  }
}

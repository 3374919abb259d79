package io.kerb.trip.adapter.cassandra;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.kerb.trip.adapter.codec.EventCodec;
import io.kerb.trip.adapter.codec.SnapshotCodec;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.wire.TripEvent;
import io.kerb.trip.wire.TripSnapshot;
import java.nio.ByteBuffer;

/** Protobuf in blob columns. */
final class Blobs {
  private Blobs() {}

  static ByteBuffer of(MessageLite message) {
    return ByteBuffer.wrap(message.toByteArray());
  }

  static ByteBuffer of(StoredEvent event) {
    return of(EventCodec.toWire(event.logged(), event.after()));
  }

  static ByteBuffer of(Trip trip) {
    return of(SnapshotCodec.toWire(trip));
  }

  static Trip trip(ByteBuffer blob) {
    try {
      return SnapshotCodec.fromWire(TripSnapshot.parseFrom(blob));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored trip cannot be read", e);
    }
  }

  static StoredEvent event(ByteBuffer blob) {
    try {
      TripEvent wire = TripEvent.parseFrom(blob);
      return new StoredEvent(EventCodec.fromWire(wire), SnapshotCodec.fromWire(wire.getAfter()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored trip event cannot be read", e);
    }
  }
}

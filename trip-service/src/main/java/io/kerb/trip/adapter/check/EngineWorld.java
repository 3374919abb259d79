package io.kerb.trip.adapter.check;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.adapter.cassandra.CqlAttemptRows;
import io.kerb.trip.adapter.cassandra.CqlIntentRows;
import io.kerb.trip.adapter.cassandra.CqlSlotRows;
import io.kerb.trip.adapter.cassandra.CqlTripScan;
import io.kerb.trip.adapter.kafka.TopicScan;
import io.kerb.trip.check.StoredTrip;
import io.kerb.trip.check.World;
import io.kerb.trip.store.Slot;
import io.kerb.trip.store.StoredEvent;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** The stores and the topic of a running installation. */
public final class EngineWorld implements World {
  private final CqlTripScan trips;
  private final CqlSlotRows drivers;
  private final CqlSlotRows riders;
  private final CqlAttemptRows attempts;
  private final CqlIntentRows intents;
  private final TopicScan topic;

  public EngineWorld(CqlSession session, String keyspace, KafkaSettings kafka) {
    this.trips = new CqlTripScan(session, keyspace);
    this.drivers = CqlSlotRows.ofDrivers(session, keyspace);
    this.riders = CqlSlotRows.ofRiders(session, keyspace);
    this.attempts = new CqlAttemptRows(session, keyspace);
    this.intents = new CqlIntentRows(session, keyspace);
    this.topic = new TopicScan(kafka);
  }

  @Override
  public void forEachPublished(Consumer<StoredEvent> visitor) {
    topic.forEach(visitor);
  }

  @Override
  public void forEachTrip(Consumer<TripId> visitor) {
    trips.forEachId(visitor);
  }

  @Override
  public Optional<StoredTrip> findTrip(TripId id) {
    return trips.findTrip(id);
  }

  @Override
  public void forEachDriverSlot(ObjLongConsumer<Slot> visitor) {
    drivers.forEach(visitor);
  }

  @Override
  public void forEachRiderSlot(ObjLongConsumer<Slot> visitor) {
    riders.forEach(visitor);
  }

  @Override
  public Slot findSlot(DriverId driver) {
    return drivers.findSlot(driver.value());
  }

  @Override
  public Slot findSlot(RiderId rider) {
    return riders.findSlot(rider.value());
  }

  @Override
  public boolean hasAttempt(UUID id) {
    return attempts.findAttempt(id).isPresent();
  }

  @Override
  public boolean hasIntent(TripId trip) {
    return !intents.listIntents(trip).isEmpty();
  }
}

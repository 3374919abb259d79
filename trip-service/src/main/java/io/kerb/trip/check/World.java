package io.kerb.trip.check;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.trip.store.Slot;
import io.kerb.trip.store.StoredEvent;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** What the check looks at. Reads are of now: the check looks again before it accuses. */
public interface World {

  /** Every event in the topic up to now, each partition in its order. */
  void forEachPublished(Consumer<StoredEvent> visitor);

  void forEachTrip(Consumer<TripId> visitor);

  /** A serial read of the whole partition. */
  Optional<StoredTrip> findTrip(TripId id);

  void forEachDriverSlot(ObjLongConsumer<Slot> visitor);

  void forEachRiderSlot(ObjLongConsumer<Slot> visitor);

  Slot findSlot(DriverId driver);

  Slot findSlot(RiderId rider);

  /** Whether an accept is under way that a sweeper will bring to its end. */
  boolean hasAttempt(UUID id);

  /** Whether a request is under way that a sweeper will bring to its end. */
  boolean hasIntent(TripId trip);
}

package io.kerb.trip.store;

import io.kerb.location.api.TripId;
import java.util.List;
import java.util.function.Consumer;

/** The outbox. Plain writes: one that is repeated or arrives late costs a duplicate event. */
public interface IntentRows {
  void put(Intent intent);

  void settled(Intent intent, long version);

  void remove(Intent intent);

  List<Intent> listIntents(TripId trip);

  /** Shows every intent there is. */
  void forEach(Consumer<Intent> visitor);
}

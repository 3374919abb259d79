package io.kerb.trip.change;

import io.kerb.trip.store.StoredEvent;

/** Is told of each stored event, soon after; what it misses, the sweepers find. */
@FunctionalInterface
public interface AfterChange {
  void changed(StoredEvent event);
}

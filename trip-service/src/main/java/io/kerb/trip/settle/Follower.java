package io.kerb.trip.settle;

import io.kerb.trip.store.StoredEvent;

/** Does what follows from an event. May be told of it twice. */
@FunctionalInterface
public interface Follower {
  /**
   * @throws RuntimeException if an engine did not answer; the event is then settled again
   */
  void follow(StoredEvent event);
}

package io.kerb.trip.store;

/** The topic of trip events. */
public interface TripLog {

  /**
   * Returns when the log has acknowledged the event.
   *
   * @throws RuntimeException if it did not; the event may be there or not, and is appended again
   */
  void append(StoredEvent event);
}

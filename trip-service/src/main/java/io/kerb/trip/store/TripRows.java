package io.kerb.trip.store;

import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Trip;
import java.util.List;
import java.util.Optional;

/** The trips' partitions: the truth about each trip. */
public interface TripRows {

  /** The trip with every acknowledged change; a change of unknown outcome may be missing. */
  Optional<Trip> findTrip(TripId id);

  /**
   * The trip as the last compare-and-set left it (a serial read, which finishes what it finds half
   * done). Proves what is there; what is not there may still come.
   */
  Optional<Trip> findLatest(TripId id);

  /** A serial read of one event. */
  Optional<StoredEvent> findEvent(TripId id, long version);

  /** At most {@code limit} events from a version on, in order. */
  List<StoredEvent> listEvents(TripId id, long fromVersion, int limit);

  /**
   * One try to append the event, if the trip is at the version before it; for version 1, if there
   * is no trip.
   *
   * @return what is stored at that version if it is this attempt's, from this try or an earlier one
   *     (whose times may differ); empty if another's event is there, or the trip is elsewhere
   * @throws UnknownOutcomeException if the store did not answer
   */
  Optional<StoredEvent> append(StoredEvent event);
}

package io.kerb.trip.sample;

import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.TripRows;
import java.util.List;
import java.util.Optional;

/** Another's rows, for tests that change one thing about them. */
public class DelegatingTripRows implements TripRows {
  private final TripRows rows;

  public DelegatingTripRows(TripRows rows) {
    this.rows = rows;
  }

  @Override
  public Optional<Trip> findTrip(TripId id) {
    return rows.findTrip(id);
  }

  @Override
  public Optional<Trip> findLatest(TripId id) {
    return rows.findLatest(id);
  }

  @Override
  public Optional<StoredEvent> findEvent(TripId id, long version) {
    return rows.findEvent(id, version);
  }

  @Override
  public List<StoredEvent> listEvents(TripId id, long fromVersion, int limit) {
    return rows.listEvents(id, fromVersion, limit);
  }

  @Override
  public Optional<StoredEvent> append(StoredEvent event) {
    return rows.append(event);
  }
}

package io.kerb.trip.store;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Trip;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Views by rider, driver and market: projections of the events, some milliseconds behind, which can
 * be rebuilt. Writing is idempotent, and an older version never replaces a newer one.
 */
public interface TripViews {
  void project(StoredEvent event);

  /** A rider's trips that come before the mark, newest request first. */
  List<Trip> listByRider(RiderId rider, Mark before, int limit);

  /** A driver's trips that come before the mark, newest request first. */
  List<Trip> listByDriver(DriverId driver, Mark before, int limit);

  List<Trip> listOpen(MarketId market, int limit);

  /** Open or ended, newest request first, of the last days. */
  List<Trip> listRecent(MarketId market, Instant now, int limit);

  /** A place between two trips of a history, which is ordered by request time, then trip id. */
  record Mark(Instant requestedAt, TripId trip) {
    private static final UUID AFTER_ALL = new UUID(-1L, -1L);

    public static Mark before(Instant instant) {
      return new Mark(instant, new TripId(new UUID(0, 0)));
    }

    public static Mark newest() {
      return new Mark(Instant.parse("9999-01-01T00:00:00Z"), new TripId(AFTER_ALL));
    }
  }
}

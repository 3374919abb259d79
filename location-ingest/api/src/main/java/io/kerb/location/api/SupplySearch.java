package io.kerb.location.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Which drivers are near this place? Answered from the index; seconds old, age stated. */
public interface SupplySearch {

  /** The nearest {@code limit} drivers that pass the filter, nearest first. */
  Answer nearest(Query query);

  /** All live drivers of a market, for counting supply and for the map; at most {@code limit}. */
  Answer inMarket(Market market, int limit);

  /**
   * @param product null for any
   * @param onlyIdle leaves out off-duty drivers and those with a trip (a hint: the assignment row
   *     decides)
   */
  record Query(
      LatLng center,
      double radiusMeters,
      int limit,
      ProductId product,
      boolean onlyIdle,
      Duration maxAge) {}

  /**
   * @param complete false if a shard did not answer, or a market holds more than the limit: drivers
   *     are missing
   */
  record Answer(List<NearbyDriver> drivers, boolean complete) {}

  /** A driver as the index knows it. */
  record NearbyDriver(
      DriverId driver,
      LatLng position,
      int headingDeg,
      boolean onDuty,
      boolean engaged,
      Set<ProductId> products,
      Instant receivedAt,
      double distanceMeters) {}
}

package io.kerb.location.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which drivers are near this place? Answered from the index; seconds old, age stated. */
public interface SupplySearch {

  /** One answer per query, in their order; a cell that several queries need is read once. */
  List<Answer> nearestOfEach(List<Query> queries);

  /** The nearest {@code limit} drivers that pass the filter, nearest first. */
  default Answer nearest(Query query) {
    return nearestOfEach(List.of(query)).get(0);
  }

  /** All live drivers of a market, for counting supply and for the map; at most {@code limit}. */
  Answer inMarket(Market market, int limit);

  /**
   * @param maxAge whoever was silent for longer is left out
   * @param filter who counts; asked of fresh and trusted drivers within the radius
   */
  record Query(
      LatLng center,
      double radiusMeters,
      int limit,
      Duration maxAge,
      Predicate<NearbyDriver> filter) {}

  /** On duty and without a trip (a hint: the assignment row decides), whatever they serve. */
  static Predicate<NearbyDriver> idle() {
    return nearby -> nearby.onDuty() && !nearby.engaged();
  }

  /** Idle, and serves the product. */
  static Predicate<NearbyDriver> idle(ProductId product) {
    return idle().and(nearby -> nearby.products().contains(product));
  }

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

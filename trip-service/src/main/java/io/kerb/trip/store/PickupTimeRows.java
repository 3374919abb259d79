package io.kerb.trip.store;

import io.kerb.location.api.MarketId;
import java.time.Instant;
import java.util.UUID;

/** How long riders waited for their cars, summed up by market and hour. Plain writes. */
public interface PickupTimeRows {

  /**
   * @param sumOfSquares for the deviation
   */
  record Sums(double pickups, double sumS, double sumOfSquares) {
    public static final Sums NONE = new Sums(0, 0, 0);

    public Sums plus(double waitS) {
      return plus(new Sums(1, waitS, waitS * waitS));
    }

    public Sums plus(Sums other) {
      return new Sums(
          pickups + other.pickups, sumS + other.sumS, sumOfSquares + other.sumOfSquares);
    }

    public Sums times(double weight) {
      return new Sums(weight * pickups, weight * sumS, weight * sumOfSquares);
    }
  }

  /**
   * @param run who summed up; what it wrote before of this hour is replaced
   */
  void put(MarketId market, Instant hour, UUID run, Sums sums);

  /** Of all runs together. */
  Sums findSums(MarketId market, Instant hour);
}

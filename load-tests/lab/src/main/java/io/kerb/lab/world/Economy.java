package io.kerb.lab.world;

import io.kerb.lab.requests.RideWish;
import io.kerb.location.api.LatLng;
import java.util.List;
import java.util.Optional;

/** What prices do to riders and drivers in a {@link World}, and who counts it. */
public interface Economy {
  /** What a rider does who has seen the price. */
  enum Verdict {
    ORDERS,
    LOOKS_AGAIN,
    LEAVES
  }

  /** How long a rider waits who looks again. */
  long lookAgainMs();

  /** How often {@link #tick} is called. */
  long tickMs();

  /**
   * @param rider its number in the world
   * @param look 0 for the first
   */
  Verdict considers(int rider, RideWish wish, int look, long nowMs);

  /** Nobody was found, or the rider would not wait any longer. */
  void gaveUp(int rider, RideWish wish, long askedAtMs, long nowMs);

  void pickedUp(int rider, RideWish wish, long askedAtMs, long nowMs);

  /** Where an idle car goes for the price's sake; empty to cruise as ever. */
  Optional<LatLng> lures(LatLng car, long nowMs);

  /**
   * Time for new prices.
   *
   * @param idle where idle cars are
   * @return where cars come on duty now
   */
  List<LatLng> tick(List<LatLng> idle, long nowMs);

  /** Prices never change: every rider orders, and no driver minds. */
  static Economy none() {
    return new Economy() {
      @Override
      public long lookAgainMs() {
        return 0;
      }

      @Override
      public long tickMs() {
        return 0;
      }

      @Override
      public Verdict considers(int rider, RideWish wish, int look, long nowMs) {
        return Verdict.ORDERS;
      }

      @Override
      public void gaveUp(int rider, RideWish wish, long askedAtMs, long nowMs) {}

      @Override
      public void pickedUp(int rider, RideWish wish, long askedAtMs, long nowMs) {}

      @Override
      public Optional<LatLng> lures(LatLng car, long nowMs) {
        return Optional.empty();
      }

      @Override
      public List<LatLng> tick(List<LatLng> idle, long nowMs) {
        return List.of();
      }
    };
  }
}

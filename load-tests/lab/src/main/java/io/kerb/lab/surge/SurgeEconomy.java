package io.kerb.lab.surge;

import io.kerb.lab.requests.RideWish;
import io.kerb.lab.world.Economy;
import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.surge.DemandWindow.Wish;
import io.kerb.pricing.surge.SurgeCells;
import io.kerb.pricing.surge.SurgePolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Riders with a limit to what they pay and drivers who go where prices are up. The draws of a rider
 * are the same with surge and without.
 */
final class SurgeEconomy implements Economy {
  private static final long LOOK_AGAIN_MS = 240_000;
  private static final int LOOKS_MAX = 4;
  private static final double HOUR_MS = 3_600_000;

  /** How far a driver goes for a price, and hears of one at home. */
  private static final double DRIVER_REACH_M = 4_000;

  private final Prices prices;
  private final SurgePolicy policy;
  private final Behaviour behaviour;
  private final Ledger ledger;
  private final long seed;
  private final SplittableRandom drivers;
  private final List<LatLng> atHome;

  SurgeEconomy(
      Prices prices,
      SurgePolicy policy,
      Behaviour behaviour,
      Ledger ledger,
      List<LatLng> atHome,
      long seed) {
    this.prices = prices;
    this.policy = policy;
    this.behaviour = behaviour;
    this.ledger = ledger;
    this.atHome = new ArrayList<>(atHome);
    this.seed = seed;
    this.drivers = new SplittableRandom(seed * 31 + 7);
  }

  @Override
  public long lookAgainMs() {
    return LOOK_AGAIN_MS;
  }

  @Override
  public long tickMs() {
    return policy.tick().toMillis();
  }

  @Override
  public Verdict considers(int rider, RideWish wish, int look, long nowMs) {
    SplittableRandom own = new SplittableRandom(seed * 1_000_003 + rider);
    // At m times the price the share m^-elasticity orders: one draw is a rider's limit.
    double limit = Math.pow(1 - own.nextDouble(), -1 / Math.max(1e-9, behaviour.elasticity()));
    boolean waits = own.nextDouble() < behaviour.looksAgain();
    double price = prices.at(wish.pickup());
    prices.quoted(wish(rider, look, wish, nowMs));
    if (price <= limit) {
      prices.requested(wish(rider, look, wish, nowMs));
      ledger.ordered(nowMs, price);
      return Verdict.ORDERS;
    }
    if (waits && look + 1 < LOOKS_MAX) {
      return Verdict.LOOKS_AGAIN;
    }
    ledger.left(nowMs);
    return Verdict.LEAVES;
  }

  private Wish wish(int rider, int look, RideWish wish, long nowMs) {
    return new Wish(
        new TripId(new UUID(rider, look)),
        new RiderId(rider + 1L),
        Prices.PRODUCT,
        SurgeCells.of(wish.pickup()),
        Instant.ofEpochMilli(nowMs));
  }

  @Override
  public void gaveUp(int rider, RideWish wish, long askedAtMs, long nowMs) {
    prices.unmet(wish(rider, LOOKS_MAX, wish, nowMs));
    ledger.unmet(askedAtMs);
  }

  @Override
  public void pickedUp(int rider, RideWish wish, long askedAtMs, long nowMs) {
    ledger.pickedUp(askedAtMs, nowMs);
  }

  @Override
  public Optional<LatLng> lures(LatLng car, long nowMs) {
    double here = prices.at(car);
    Cell best = null;
    double gain = 0;
    for (Map.Entry<Cell, Integer> hot : prices.surging().entrySet()) {
      double meters = car.metersTo(hot.getKey().center());
      double wins = (hot.getValue() / 10.0 - here) * (1 - meters / DRIVER_REACH_M);
      if (wins > gain) {
        gain = wins;
        best = hot.getKey();
      }
    }
    if (best == null) {
      // Who stands where prices are up stays.
      return here > 1 ? Optional.of(car) : Optional.empty();
    }
    double up = prices.at(best.center()) - 1;
    return drivers.nextDouble() < behaviour.follows() * up
        ? Optional.of(best.center())
        : Optional.empty();
  }

  @Override
  public List<LatLng> tick(List<LatLng> idle, long nowMs) {
    prices.tick(idle, nowMs);
    List<LatLng> coming = new ArrayList<>();
    double perTick = behaviour.joinsPerHour() * policy.tick().toMillis() / HOUR_MS;
    double capExcess = policy.capTenths() / 10.0 - 1;
    for (LatLng home : atHome) {
      double draw = drivers.nextDouble();
      // Most draws are too high for any price: no need to look at one.
      if (draw < perTick * capExcess && draw < perTick * excessNear(home)) {
        coming.add(home);
      }
    }
    atHome.removeAll(coming);
    ledger.joined(coming.size());
    return coming;
  }

  /** The highest price near a home, above the usual one. */
  private double excessNear(LatLng home) {
    int highest = SurgePolicy.FLOOR_TENTHS;
    for (Map.Entry<Cell, Integer> hot : prices.surging().entrySet()) {
      if (hot.getValue() > highest && home.metersTo(hot.getKey().center()) < DRIVER_REACH_M) {
        highest = hot.getValue();
      }
    }
    return highest / 10.0 - 1;
  }
}

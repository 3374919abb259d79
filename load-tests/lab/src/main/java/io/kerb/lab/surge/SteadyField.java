package io.kerb.lab.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.surge.DemandWindow.Wish;
import io.kerb.pricing.surge.IdleSupply;
import io.kerb.pricing.surge.SurgeCells;
import io.kerb.pricing.surge.SurgePolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Cells at constant load, which is Poisson noise: how often do prices change? Idle cars come as a
 * Poisson process too and stay for an exponential while.
 */
final class SteadyField {
  private static final double CAR_STAYS_S = 240;
  private static final int RINGS = 3;
  private static final int WARM_UP_HOURS = 1;
  private static final int HOURS = 4;

  private final SurgePolicy policy;
  private final SplittableRandom random;
  private final List<Cell> cells;
  private final List<Car> cars = new ArrayList<>();
  private long nowMs;
  private long riders;

  private record Car(Cell cell, long leavesMs) {}

  SteadyField(SurgePolicy policy, long seed) {
    this.policy = policy;
    this.random = new SplittableRandom(seed);
    Set<Cell> around = new LinkedHashSet<>(Set.of(SurgeCells.of(Town.MIDDLE)));
    for (int ring = 0; ring < RINGS; ring++) {
      for (Cell cell : List.copyOf(around)) {
        around.addAll(SurgeCells.neighbours(cell));
      }
    }
    this.cells = List.copyOf(around);
  }

  int cells() {
    return cells.size();
  }

  static int hours() {
    return HOURS;
  }

  /**
   * @param requests per window and cell, in the mean
   * @param idle cars per cell, in the mean
   */
  ChangeCount run(double requests, double idle) {
    Prices prices = new Prices(policy, Town.MIDDLE, true);
    double tickS = policy.tick().toMillis() / 1000.0;
    double requestsPerTick = requests * tickS / policy.window().toSeconds();
    double carsPerTick = idle * tickS / CAR_STAYS_S;
    int ticksPerHour = (int) (3_600 / tickS);
    for (int tick = 0; tick < (WARM_UP_HOURS + HOURS) * ticksPerHour; tick++) {
      if (tick == WARM_UP_HOURS * ticksPerHour) {
        prices.changes().forget();
      }
      nowMs += policy.tick().toMillis();
      for (Cell cell : cells) {
        ask(prices, cell, poisson(requestsPerTick));
        park(cell, poisson(carsPerTick));
      }
      prices.tick(idle(), nowMs);
    }
    return prices.changes();
  }

  private void ask(Prices prices, Cell cell, int count) {
    for (int i = 0; i < count; i++) {
      riders++;
      prices.requested(
          new Wish(
              new TripId(new UUID(1, riders)),
              new RiderId(riders),
              Prices.PRODUCT,
              cell,
              Instant.ofEpochMilli(nowMs)));
    }
  }

  private void park(Cell cell, int count) {
    for (int i = 0; i < count; i++) {
      double staysS = -Math.log(1 - random.nextDouble()) * CAR_STAYS_S;
      cars.add(new Car(cell, nowMs + (long) (1000 * staysS)));
    }
  }

  private IdleSupply idle() {
    cars.removeIf(car -> car.leavesMs <= nowMs);
    IdleSupply.Count count = new IdleSupply.Count();
    cars.forEach(car -> count.add(car.cell, Set.of(Prices.PRODUCT)));
    return count.done();
  }

  /** Knuth's method; the means here are small. */
  private int poisson(double mean) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; count++) {
      product *= random.nextDouble();
    }
    return count;
  }
}

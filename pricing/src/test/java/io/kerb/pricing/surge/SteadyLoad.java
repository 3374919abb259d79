package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.surge.DemandWindow.Wish;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A field of cells under constant load: requests come as a Poisson process, idle cars come as one
 * and stay for an exponential while, so that their number is Poisson as well. Everything is drawn
 * from one seed.
 */
final class SteadyLoad {
  static final ProductId STANDARD = new ProductId("standard");
  private static final Duration CAR_STAYS = Duration.ofMinutes(4);
  private static final Instant START = Instant.parse("2026-06-03T18:00:00Z");
  private static final LatLng MIDDLE = new LatLng(41.15, -8.61);

  private final SurgePolicy policy;
  private final Random random;
  private MarketSurge surge;
  private final List<Cell> cells;
  private final double requestsPerTick;
  private final double carsPerTick;
  private final Deque<Wish> wishes = new ArrayDeque<>();
  private final List<Car> cars = new ArrayList<>();
  private Instant now = START;
  private List<CellSurge> published = List.of();
  private long trips;

  private record Car(Cell cell, Instant leaves) {}

  /**
   * @param requests per window and cell, in the mean
   * @param idle cars per cell, in the mean
   */
  SteadyLoad(SurgePolicy policy, double requests, double idle, int rings, long seed) {
    this.policy = policy;
    this.random = new Random(seed);
    this.surge = new MarketSurge(policy, grid(), List.of());
    this.cells = new ArrayList<>(SurgeFieldTest.around(SurgeCells.of(MIDDLE), rings));
    this.cells.sort(SurgeCells.ORDER);
    double ticks = (double) policy.window().toMillis() / policy.tick().toMillis();
    this.requestsPerTick = requests / ticks;
    this.carsPerTick = idle * policy.tick().toMillis() / CAR_STAYS.toMillis();
  }

  static SurgeGrid grid(SurgeZone... zones) {
    return new SurgeGrid(market(), List.of(zones));
  }

  static Market market() {
    return new Market(
        new MarketId("porto"),
        "Porto",
        List.of(
            new LatLng(41.1, -8.7),
            new LatLng(41.1, -8.5),
            new LatLng(41.2, -8.5),
            new LatLng(41.2, -8.7)),
        ZoneId.of("UTC"),
        Currency.getInstance("EUR"),
        List.of(new Product(STANDARD, "Standard", 4)),
        0,
        new Market.PartitionRange(0, 1));
  }

  List<Cell> cells() {
    return cells;
  }

  /** Multipliers after one more tick; absent cells have none. */
  Map<Cell, Integer> tick() {
    now = now.plus(policy.tick());
    for (Cell cell : cells) {
      for (int i = poisson(requestsPerTick); i > 0; i--) {
        long number = ++trips;
        Wish wish =
            new Wish(new TripId(new UUID(1, number)), new RiderId(number), STANDARD, cell, now);
        surge.requested(wish);
        wishes.addLast(wish);
      }
      for (int i = poisson(carsPerTick); i > 0; i--) {
        double stays = -Math.log(1 - random.nextDouble()) * CAR_STAYS.toMillis();
        cars.add(new Car(cell, now.plusMillis((long) stays)));
      }
    }
    while (!wishes.isEmpty() && wishes.getFirst().at().isBefore(now.minus(policy.window()))) {
      wishes.removeFirst();
    }
    cars.removeIf(car -> !car.leaves.isAfter(now));
    return publish();
  }

  private Map<Cell, Integer> publish() {
    IdleSupply.Count count = new IdleSupply.Count();
    cars.forEach(car -> count.add(car.cell, Set.of(STANDARD)));
    published = surge.tick(count.done(), Map.of(), List.of(), now).entries();
    return lastTenths();
  }

  Map<Cell, Integer> lastTenths() {
    Map<Cell, Integer> tenths = new HashMap<>();
    published.forEach(entry -> tenths.put(entry.cell(), entry.tenths()));
    return tenths;
  }

  /** Another owner, who has read the same window, ticks in place of this one. */
  Map<Cell, Integer> tickOfSuccessor() {
    MarketSurge before = surge;
    surge = new MarketSurge(policy, grid(), published);
    wishes.forEach(surge::requested);
    now = now.plus(policy.tick());
    Map<Cell, Integer> tenths = publish();
    surge = before;
    return tenths;
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

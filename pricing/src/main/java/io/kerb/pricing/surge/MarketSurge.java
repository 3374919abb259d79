package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.surge.DemandWindow.Demand;
import io.kerb.pricing.surge.DemandWindow.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One market's surge, from events and counts to what is to be published. For one thread. */
public final class MarketSurge {
  private final SurgePolicy policy;
  private final SurgeGrid grid;
  private final DemandWindow window;
  private final MarketLevels all;
  private final Map<ProductId, ProductSurge> products =
      new TreeMap<>(Comparator.comparing(ProductId::value));
  private final Map<Place, Long> versions = new HashMap<>();
  private final Set<Place> standing = new HashSet<>();

  /** What has an entry of its own. */
  public record Place(Cell cell, ProductId product) {}

  /**
   * What a tick publishes.
   *
   * @param entries all that are not quiet, so that readers see that their owner lives
   * @param gone had an entry before and are quiet now
   */
  public record Update(List<CellSurge> entries, List<Place> gone) {}

  /**
   * @param published what an earlier owner left: its multipliers, levels and versions go on
   */
  public MarketSurge(SurgePolicy policy, SurgeGrid grid, List<CellSurge> published) {
    this.policy = policy;
    this.grid = grid;
    this.window = new DemandWindow(policy.window());
    this.all = new MarketLevels(policy, grid);
    for (CellSurge entry : published) {
      Place place = new Place(entry.cell(), entry.product());
      versions.put(place, entry.version());
      standing.add(place);
      product(entry.product()).restore(entry);
      all.restore(entry.cell(), entry.causes().all());
    }
  }

  public void quoted(Wish wish) {
    window.quoted(wish);
  }

  public void requested(Wish wish) {
    window.requested(wish);
  }

  public void unmet(Wish wish) {
    window.unmet(wish);
  }

  /**
   * @param supply idle cars now
   * @param expected requests per cell, of all products, that a forecast expects in the window that
   *     begins now; empty for no forecast
   * @param orders of operators that hold now, the oldest first: of two for one place the newer
   *     holds
   */
  public Update tick(
      IdleSupply supply, Map<Cell, Double> expected, List<SurgeOrder> orders, Instant now) {
    Map<ProductId, Map<Cell, Demand>> seen = window.at(now);
    Moment moment = new Moment(seen, supply, new Forecast(seen, expected), orders);
    seen.keySet().forEach(this::product);
    supply.perProduct().keySet().forEach(this::product);
    all.observe(
        grid.perUnit(Forecast.join(allDemand(seen), expected, policy.weights())),
        grid.perUnit(supply.all()),
        now);
    List<CellSurge> entries = new ArrayList<>();
    products.forEach((product, surge) -> entries.addAll(tick(product, surge, moment, now)));
    return published(entries);
  }

  private List<CellSurge> tick(ProductId product, ProductSurge surge, Moment moment, Instant now) {
    Map<Cell, Demand> seen = moment.seen.getOrDefault(product, Map.of());
    Map<Cell, Integer> cars = moment.supply.perProduct().getOrDefault(product, Map.of());
    Map<Cell, Double> expected = moment.forecast.of(product);
    OrderSheet sheet = new OrderSheet(grid, moment.orders, product);
    surge.tick(
        grid.perUnit(Forecast.join(weighted(seen), expected, policy.weights())),
        grid.perUnit(cars),
        all,
        sheet.standing(),
        now);
    Set<Cell> active = new TreeSet<>(SurgeCells.ORDER);
    active.addAll(seen.keySet());
    active.addAll(cars.keySet());
    active.addAll(surge.surging());
    return active.stream()
        .map(
            cell ->
                new CellSurge(
                    cell,
                    product,
                    surge.tenths(cell),
                    new CellSurge.Causes(
                        seen.getOrDefault(cell, Demand.NONE),
                        expected.getOrDefault(cell, 0.0),
                        cars.getOrDefault(cell, 0),
                        surge.own(cell),
                        all.at(cell),
                        surge.target(cell),
                        grid.findZone(cell).map(SurgeZone::name).orElse(""),
                        sheet.note(cell)),
                    versions.merge(new Place(cell, product), 1L, Long::sum),
                    now))
        .toList();
  }

  private Update published(List<CellSurge> entries) {
    Set<Place> active = new HashSet<>();
    entries.forEach(entry -> active.add(new Place(entry.cell(), entry.product())));
    List<Place> gone = standing.stream().filter(place -> !active.contains(place)).toList();
    standing.clear();
    standing.addAll(active);
    return new Update(entries, gone);
  }

  private ProductSurge product(ProductId product) {
    return products.computeIfAbsent(product, absent -> new ProductSurge(policy, grid));
  }

  private Map<Cell, Double> allDemand(Map<ProductId, Map<Cell, Demand>> seen) {
    Map<Cell, Double> sum = new HashMap<>();
    seen.values()
        .forEach(
            cells -> weighted(cells).forEach((cell, count) -> sum.merge(cell, count, Double::sum)));
    return sum;
  }

  private Map<Cell, Double> weighted(Map<Cell, Demand> seen) {
    Map<Cell, Double> weighted = new HashMap<>();
    seen.forEach((cell, demand) -> weighted.put(cell, demand.weighted(policy.weights())));
    return weighted;
  }

  private record Moment(
      Map<ProductId, Map<Cell, Demand>> seen,
      IdleSupply supply,
      Forecast forecast,
      List<SurgeOrder> orders) {}
}

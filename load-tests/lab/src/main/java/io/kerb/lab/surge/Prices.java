package io.kerb.lab.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.surge.CellSurge;
import io.kerb.pricing.surge.DemandWindow.Wish;
import io.kerb.pricing.surge.IdleSupply;
import io.kerb.pricing.surge.MarketSurge;
import io.kerb.pricing.surge.SurgeCells;
import io.kerb.pricing.surge.SurgeGrid;
import io.kerb.pricing.surge.SurgePolicy;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The production's surge of one market, and what was seen of its bounds. */
final class Prices {
  static final ProductId PRODUCT = new ProductId("standard");

  private static final double USUAL = 1;
  private static final double MARKET_DEGREES = 0.2;

  private final MarketSurge surge;
  private final boolean surges;
  private Map<Cell, Integer> tenths = Map.of();
  private int stepMax;
  private int slopeMax;
  private final ChangeCount changes = new ChangeCount();

  /**
   * @param surges false for prices that stay as usual
   */
  Prices(SurgePolicy policy, LatLng middle, boolean surges) {
    this.surge = new MarketSurge(policy, new SurgeGrid(market(middle), List.of()), List.of());
    this.surges = surges;
  }

  private static Market market(LatLng middle) {
    double south = middle.latitude() - MARKET_DEGREES;
    double north = middle.latitude() + MARKET_DEGREES;
    double west = middle.longitude() - MARKET_DEGREES;
    double east = middle.longitude() + MARKET_DEGREES;
    return new Market(
        new MarketId("lab"),
        "Laboratory",
        List.of(
            new LatLng(south, west),
            new LatLng(south, east),
            new LatLng(north, east),
            new LatLng(north, west)),
        ZoneId.of("UTC"),
        Currency.getInstance("EUR"),
        List.of(new Product(PRODUCT, "Standard", 4)),
        0,
        new Market.PartitionRange(0, 1));
  }

  void quoted(Wish wish) {
    surge.quoted(wish);
  }

  void requested(Wish wish) {
    surge.requested(wish);
  }

  void unmet(Wish wish) {
    surge.unmet(wish);
  }

  double at(LatLng place) {
    return surges ? tenths.getOrDefault(SurgeCells.of(place), 10) / 10.0 : USUAL;
  }

  /** Cells above the usual price, in tenths. */
  Map<Cell, Integer> surging() {
    return surges ? tenths : Map.of();
  }

  void tick(List<LatLng> idle, long nowMs) {
    IdleSupply.Count count = new IdleSupply.Count();
    idle.forEach(car -> count.add(SurgeCells.of(car), Set.of(PRODUCT)));
    tick(count.done(), nowMs);
  }

  void tick(IdleSupply supply, long nowMs) {
    Map<Cell, Integer> next = new HashMap<>();
    Instant now = Instant.ofEpochMilli(nowMs);
    for (CellSurge entry : surge.tick(supply, Map.of(), List.of(), now).entries()) {
      if (entry.tenths() > SurgePolicy.FLOOR_TENTHS) {
        next.put(entry.cell(), entry.tenths());
      }
    }
    watch(tenths, next, nowMs);
    tenths = next;
  }

  private void watch(Map<Cell, Integer> before, Map<Cell, Integer> after, long nowMs) {
    Set<Cell> cells = new HashSet<>(before.keySet());
    cells.addAll(after.keySet());
    for (Cell cell : cells) {
      int value = after.getOrDefault(cell, SurgePolicy.FLOOR_TENTHS);
      int moved = Math.abs(value - before.getOrDefault(cell, SurgePolicy.FLOOR_TENTHS));
      stepMax = Math.max(stepMax, moved);
      if (moved > 0) {
        changes.add(cell, nowMs);
      }
      for (Cell neighbour : SurgeCells.neighbours(cell)) {
        int beside = after.getOrDefault(neighbour, SurgePolicy.FLOOR_TENTHS);
        slopeMax = Math.max(slopeMax, Math.abs(value - beside));
      }
    }
  }

  double stepMax() {
    return stepMax / 10.0;
  }

  double slopeMax() {
    return slopeMax / 10.0;
  }

  ChangeCount changes() {
    return changes;
  }
}

package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.ProductId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The orders that hold, laid on one product's units. */
final class OrderSheet {
  private final SurgeGrid grid;
  private final Map<Cell, SurgeOrder> overrides = new HashMap<>();
  private SurgeOrder lowestCap;

  /**
   * @param orders the oldest first
   */
  OrderSheet(SurgeGrid grid, List<SurgeOrder> orders, ProductId product) {
    this.grid = grid;
    for (SurgeOrder order : orders) {
      if (order.concerns(product)) {
        lay(order);
      }
    }
  }

  private void lay(SurgeOrder order) {
    switch (order.kind()) {
      case OVERRIDE -> units(order.scope()).forEach(unit -> overrides.put(unit, order));
      case CAP -> {
        if (lowestCap == null || order.tenths() < lowestCap.tenths()) {
          lowestCap = order;
        }
      }
    }
  }

  /** A zone prices as one: an order for one of its cells is one for all. */
  private Set<Cell> units(SurgeOrder.Scope scope) {
    if (scope instanceof SurgeOrder.Scope.WholeMarket) {
      return grid.marketUnits();
    }
    Set<Cell> cells =
        scope instanceof SurgeOrder.Scope.Cells named
            ? named.cells()
            // A zone that is no longer in the file is nowhere.
            : grid.findZone(((SurgeOrder.Scope.Zone) scope).name())
                .map(SurgeZone::cells)
                .orElse(Set.of());
    return cells.stream().map(grid::unitOf).collect(Collectors.toSet());
  }

  StandingOrders standing() {
    Map<Cell, Integer> fixed = new HashMap<>();
    overrides.forEach((unit, order) -> fixed.put(unit, order.tenths()));
    return new StandingOrders(fixed, lowestCap == null ? Integer.MAX_VALUE : lowestCap.tenths());
  }

  /** What holds at this cell, for people; empty for nothing. */
  String note(Cell cell) {
    SurgeOrder override = overrides.get(grid.unitOf(cell));
    String fixed = override == null ? "" : said("override", override);
    String capped = lowestCap == null ? "" : said("cap", lowestCap);
    return fixed.isEmpty() || capped.isEmpty() ? fixed + capped : fixed + "; " + capped;
  }

  private static String said(String what, SurgeOrder order) {
    return "%s %d.%d until %s: %s"
        .formatted(what, order.tenths() / 10, order.tenths() % 10, order.endsAt(), order.reason());
  }
}

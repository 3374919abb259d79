package io.kerb.pricing.adapter.http;

import io.kerb.location.api.Cell;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.surge.SurgeCells;
import io.kerb.pricing.surge.SurgeGrid;
import io.kerb.pricing.surge.SurgeOrder;
import io.kerb.pricing.surge.SurgeOrder.Kind;
import io.kerb.pricing.surge.SurgeOrder.Scope;
import io.kerb.pricing.surge.SurgePolicy;
import io.kerb.pricing.surge.SurgeZone;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Problem.FieldError;
import io.kerb.runtime.http.ProblemException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A wish for a fixed multiplier or a cap. Where: one of zone, cells and whole_market; a cap is
 * always for the whole market.
 *
 * @param zone a name of the zone file
 * @param cells tokens of S2 cells of level 13, at most 500
 * @param productId null for all products
 * @param multiplier with one decimal, from 1.0 up to the market's cap
 * @param endsAt in the future, within 7 days
 * @param reason for people and for the audit; 1 to 500 characters
 */
@Introspected
public record SurgeOrderRequest(
    @Nullable String zone,
    @Nullable List<String> cells,
    @Nullable Boolean wholeMarket,
    @Nullable String productId,
    @Nullable BigDecimal multiplier,
    @Nullable Instant endsAt,
    @Nullable String reason) {

  /**
   * @throws ProblemException 422 that names the field, its value and what is allowed
   */
  SurgeOrder toOrder(
      Kind kind, Market market, SurgeGrid grid, SurgePolicy policy, String operator, Instant now) {
    return new SurgeOrder(
        UUID.randomUUID(),
        market.marketId(),
        kind,
        kind == Kind.CAP ? new Scope.WholeMarket() : scope(market.marketId(), grid),
        product(market),
        tenths(policy),
        now,
        end(now),
        operator,
        checkedReason(),
        Optional.empty());
  }

  private Scope scope(MarketId market, SurgeGrid grid) {
    boolean whole = Boolean.TRUE.equals(wholeMarket);
    int named = (zone == null ? 0 : 1) + (cells == null ? 0 : 1) + (whole ? 1 : 0);
    if (named != 1) {
      throw invalid("zone", "exactly one of zone, cells and whole_market must be given");
    }
    if (zone != null) {
      SurgeZone found =
          grid.findZone(zone)
              .orElseThrow(() -> invalid("zone", "there is no zone '" + zone + "' in " + market));
      return new Scope.Zone(found.name());
    }
    if (whole) {
      return wholeMarket(grid);
    }
    return cellScope();
  }

  private static Scope wholeMarket(SurgeGrid grid) {
    try {
      grid.marketUnits();
      return new Scope.WholeMarket();
    } catch (IllegalArgumentException e) {
      throw invalid("whole_market", "the market has " + e.getMessage() + "; maybe name cells");
    }
  }

  private Scope cellScope() {
    if (cells.isEmpty() || cells.size() > SurgeOrder.CELLS_MAX) {
      throw invalid("cells", cells.size() + " cells; allowed: 1 to " + SurgeOrder.CELLS_MAX);
    }
    Set<Cell> named = new HashSet<>();
    for (String token : cells) {
      named.add(cell(token));
    }
    return new Scope.Cells(named);
  }

  private static Cell cell(String token) {
    try {
      Cell cell = Cell.parse(token);
      if (cell.level() == SurgeCells.LEVEL) {
        return cell;
      }
      throw invalid(
          "cells",
          "cell " + token + " has level " + cell.level() + ", surge cells " + SurgeCells.LEVEL);
    } catch (IllegalArgumentException e) {
      throw invalid("cells", e.getMessage());
    }
  }

  private Optional<ProductId> product(Market market) {
    if (productId == null) {
      return Optional.empty();
    }
    return Optional.of(
        market.products().stream()
            .map(Product::productId)
            .filter(product -> product.value().equals(productId))
            .findFirst()
            .orElseThrow(
                () ->
                    invalid(
                        "product_id",
                        "'"
                            + productId
                            + "' is none of "
                            + market.products().stream().map(Product::productId).toList())));
  }

  private int tenths(SurgePolicy policy) {
    String allowed =
        "1.0 to %d.%d in steps of 0.1".formatted(policy.capTenths() / 10, policy.capTenths() % 10);
    try {
      int tenths = multiplier == null ? 0 : multiplier.movePointRight(1).intValueExact();
      if (tenths >= SurgePolicy.FLOOR_TENTHS && tenths <= policy.capTenths()) {
        return tenths;
      }
    } catch (ArithmeticException e) {
      // Falls through to the one message for all.
    }
    throw invalid("multiplier", "was " + multiplier + "; allowed: " + allowed);
  }

  private Instant end(Instant now) {
    if (endsAt == null || !endsAt.isAfter(now) || endsAt.isAfter(now.plus(SurgeOrder.LONGEST))) {
      throw invalid(
          "ends_at",
          "was "
              + endsAt
              + "; allowed: after "
              + now
              + ", and at most "
              + SurgeOrder.LONGEST.toDays()
              + " days ahead");
    }
    return endsAt.truncatedTo(ChronoUnit.MILLIS);
  }

  private String checkedReason() {
    if (reason == null || reason.isBlank() || reason.length() > SurgeOrder.REASON_MAX) {
      throw invalid("reason", "must say why, in at most " + SurgeOrder.REASON_MAX + " characters");
    }
    return reason;
  }

  static ProblemException invalid(String field, String message) {
    return Problem.unprocessable("invalid_field", field + ": " + message)
        .withErrors(List.of(new FieldError(field, "invalid", message)))
        .exception();
  }
}

package io.kerb.pricing.adapter.http;

import io.kerb.location.api.Cell;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.surge.SurgeOrder;
import io.kerb.pricing.surge.SurgeOrder.Scope;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An order as operators see it.
 *
 * @param kind override or cap
 * @param state active, ended or withdrawn
 */
@Introspected
public record SurgeOrderView(
    String orderId,
    String kind,
    String state,
    @Nullable String zone,
    @Nullable List<String> cells,
    boolean wholeMarket,
    @Nullable String productId,
    BigDecimal multiplier,
    Instant givenAt,
    Instant endsAt,
    String givenBy,
    String reason,
    @Nullable Instant withdrawnAt,
    @Nullable String withdrawnBy) {

  /** A market's orders, the newest first. */
  @Introspected
  public record All(String marketId, List<SurgeOrderView> orders) {}

  static SurgeOrderView of(SurgeOrder order, Instant now) {
    return new SurgeOrderView(
        order.id().toString(),
        order.kind().name().toLowerCase(Locale.ROOT),
        order.withdrawn().isPresent() ? "withdrawn" : order.isActive(now) ? "active" : "ended",
        order.scope() instanceof Scope.Zone zone ? zone.name() : null,
        order.scope() instanceof Scope.Cells named
            ? named.cells().stream().map(Cell::toString).sorted().toList()
            : null,
        order.scope() instanceof Scope.WholeMarket,
        order.product().map(ProductId::value).orElse(null),
        BigDecimal.valueOf(order.tenths(), 1),
        order.givenAt(),
        order.endsAt(),
        order.by(),
        order.reason(),
        order.withdrawn().map(SurgeOrder.Withdrawal::at).orElse(null),
        order.withdrawn().map(SurgeOrder.Withdrawal::by).orElse(null));
  }
}

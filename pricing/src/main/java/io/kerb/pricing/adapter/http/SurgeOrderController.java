package io.kerb.pricing.adapter.http;

import io.kerb.location.api.Cell;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.pricing.adapter.kafka.SurgeOrderLog;
import io.kerb.pricing.adapter.kafka.SurgeOrderLog.Unanswered;
import io.kerb.pricing.surge.SurgeOrder;
import io.kerb.pricing.surge.SurgeOrder.Kind;
import io.kerb.pricing.surge.SurgeOrders;
import io.kerb.pricing.surge.SurgePolicy;
import io.kerb.pricing.surge.SurgeZones;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Role;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Operators fix and cap a market's surge for a while. Any instance takes it. */
@Controller("/v1/ops/markets/{market_id}/surge")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.OPERATOR)
public final class SurgeOrderController {
  private static final int RETRY_AFTER_S = 2;

  private final Markets markets;
  private final SurgeZones zones;
  private final SurgePolicy policy;
  private final SurgeOrders orders;
  private final SurgeOrderLog log;
  private final Clock clock;

  public SurgeOrderController(
      Markets markets,
      SurgeZones zones,
      SurgePolicy policy,
      SurgeOrders orders,
      SurgeOrderLog log,
      Clock clock) {
    this.markets = markets;
    this.zones = zones;
    this.policy = policy;
    this.orders = orders;
    this.log = log;
    this.clock = clock;
  }

  /** Zones of a market, with the cells that price as one. */
  @Introspected
  public record ZonesView(String marketId, String version, List<ZoneView> zones) {}

  /** One of them. */
  @Introspected
  public record ZoneView(String name, List<String> cells) {}

  /** A multiplier somewhere until an end. What holds there already is not given again. */
  @Put("/override")
  public SurgeOrderView override(
      Authentication authentication,
      @PathVariable("market_id") String marketId,
      @Body SurgeOrderRequest request) {
    return give(Kind.OVERRIDE, authentication, market(marketId), request);
  }

  /** The emergency cap: no multiplier of the market above it, from the next tick on. */
  @Put("/cap")
  public SurgeOrderView cap(
      Authentication authentication,
      @PathVariable("market_id") String marketId,
      @Body SurgeOrderRequest request) {
    return give(Kind.CAP, authentication, market(marketId), request);
  }

  private SurgeOrderView give(
      Kind kind, Authentication authentication, Market market, SurgeOrderRequest request) {
    Instant now = now();
    SurgeOrder wish =
        request.toOrder(
            kind, market, zones.grid(market), policy, Caller.of(authentication).subject(), now);
    List<SurgeOrder> active = orders.listActive(market.marketId(), now);
    Optional<SurgeOrder> same = active.stream().filter(wish::wishesTheSameAs).findFirst();
    if (same.isPresent()) {
      return SurgeOrderView.of(same.get(), now);
    }
    if (active.size() >= SurgeOrders.ACTIVE_MAX) {
      throw Problem.conflict(
              "too_many_orders",
              active.size() + " orders hold in " + market.marketId() + "; maybe withdraw some")
          .exception();
    }
    append(market, wish);
    return SurgeOrderView.of(wish, now);
  }

  /** What holds; with all=true also what ended, as far as this instance remembers (1,000). */
  @Get("/orders")
  public SurgeOrderView.All orders(
      @PathVariable("market_id") String marketId, @QueryValue(defaultValue = "false") boolean all) {
    MarketId market = market(marketId).marketId();
    Instant now = now();
    List<SurgeOrder> listed =
        new ArrayList<>(all ? orders.list(market) : orders.listActive(market, now));
    Collections.reverse(listed);
    return new SurgeOrderView.All(
        market.value(), listed.stream().map(order -> SurgeOrderView.of(order, now)).toList());
  }

  /** Ends an order; one that ended already stays as it is. */
  @Delete("/orders/{order_id}")
  public SurgeOrderView withdraw(
      Authentication authentication,
      @PathVariable("market_id") String marketId,
      @PathVariable("order_id") UUID orderId) {
    Market market = market(marketId);
    Instant now = now();
    SurgeOrder order =
        orders
            .find(market.marketId(), orderId)
            .orElseThrow(
                () ->
                    Problem.notFound("order_not_found", "There is no order " + orderId)
                        .exception());
    if (!order.isActive(now)) {
      return SurgeOrderView.of(order, now);
    }
    SurgeOrder ended = order.withdrawn(Caller.of(authentication).subject(), now);
    append(market, ended);
    return SurgeOrderView.of(ended, now);
  }

  @Get("/zones")
  public ZonesView zones(@PathVariable("market_id") String marketId) {
    MarketId market = market(marketId).marketId();
    return new ZonesView(
        market.value(),
        zones.version(),
        zones.list(market).stream()
            .map(
                zone ->
                    new ZoneView(
                        zone.name(), zone.cells().stream().map(Cell::toString).sorted().toList()))
            .toList());
  }

  private void append(Market market, SurgeOrder order) {
    try {
      log.append(market, order);
    } catch (Unanswered e) {
      throw Problem.unavailable(
              "log_unavailable",
              "The log did not answer; the order may or may not hold. Look at the orders, or send"
                  + " it again.",
              RETRY_AFTER_S)
          .exception();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Market market(String id) {
    return markets.listMarkets().stream()
        .filter(market -> market.marketId().value().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.notFound("market_not_found", "There is no market '" + id + "'")
                    .exception());
  }
}

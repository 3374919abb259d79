package io.kerb.pricing.surge;

import io.kerb.location.api.MarketId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The orders that operators gave, as this instance has heard of them. For all threads. */
public final class SurgeOrders {
  /** Most that are remembered of one market: the newest. The topic has them all. */
  public static final int ORDERS_MAX = 1_000;

  /** Most that hold at one time. */
  public static final int ACTIVE_MAX = 100;

  private static final Comparator<SurgeOrder> BY_AGE =
      Comparator.comparing(SurgeOrder::givenAt).thenComparing(order -> order.id().toString());

  private final Map<MarketId, Map<UUID, SurgeOrder>> markets = new HashMap<>();

  /** What was heard before is no news, and what was withdrawn stays so. */
  public synchronized void take(SurgeOrder order) {
    Map<UUID, SurgeOrder> orders =
        markets.computeIfAbsent(order.market(), absent -> new HashMap<>());
    orders.merge(
        order.id(), order, (known, heard) -> known.withdrawn().isPresent() ? known : heard);
    if (orders.size() > ORDERS_MAX) {
      orders.values().stream().min(BY_AGE).ifPresent(oldest -> orders.remove(oldest.id()));
    }
  }

  /** What holds now, the oldest first. */
  public List<SurgeOrder> listActive(MarketId market, Instant now) {
    return list(market).stream().filter(order -> order.isActive(now)).toList();
  }

  /** All that are remembered, the oldest first. */
  public synchronized List<SurgeOrder> list(MarketId market) {
    return markets.getOrDefault(market, Map.of()).values().stream().sorted(BY_AGE).toList();
  }

  public synchronized Optional<SurgeOrder> find(MarketId market, UUID id) {
    return Optional.ofNullable(markets.getOrDefault(market, Map.of()).get(id));
  }
}

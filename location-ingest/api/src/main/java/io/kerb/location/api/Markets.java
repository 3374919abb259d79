package io.kerb.location.api;

import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The markets this installation serves. Immutable; ids, event partitions and ping ranges unique.
 */
public final class Markets {
  private final List<Market> all;
  private final List<S2Loop> loops;

  public Markets(List<Market> all) {
    this.all = List.copyOf(all);
    this.loops = this.all.stream().map(Market::loop).toList();
    long ids = this.all.stream().map(Market::marketId).distinct().count();
    long partitions = this.all.stream().map(Market::partition).distinct().count();
    if (ids != this.all.size() || partitions != this.all.size()) {
      throw new IllegalArgumentException("two markets share an id or an event partition: " + all);
    }
  }

  public List<Market> listMarkets() {
    return all;
  }

  public Optional<Market> findMarket(MarketId id) {
    return all.stream().filter(market -> market.marketId().equals(id)).findFirst();
  }

  /**
   * @throws NoSuchElementException if there is no such market
   */
  public Market getMarket(MarketId id) {
    return findMarket(id).orElseThrow(() -> new NoSuchElementException("no market '" + id + "'"));
  }

  public Optional<Market> findContaining(LatLng position) {
    S2Point point = position.toS2().toPoint();
    for (int i = 0; i < loops.size(); i++) {
      if (loops.get(i).contains(point)) {
        return Optional.of(all.get(i));
      }
    }
    return Optional.empty();
  }

  /** Whose events live in this partition of the market-keyed topics. */
  public Optional<Market> findByPartition(int partition) {
    return all.stream().filter(market -> market.partition() == partition).findFirst();
  }

  /** Partitions that the market-keyed topics need. */
  public int partitions() {
    return all.stream().mapToInt(Market::partition).max().orElse(0) + 1;
  }

  /** Partitions that the driver-keyed topics need. */
  public int pingPartitions() {
    return all.stream()
        .map(Market::pingPartitions)
        .mapToInt(range -> range.first() + range.count())
        .max()
        .orElse(1);
  }
}

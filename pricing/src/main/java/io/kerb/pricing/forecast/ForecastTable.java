package io.kerb.pricing.forecast;

import io.kerb.location.api.Cell;
import io.kerb.location.api.MarketId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The forecasts last published, on every instance. Written by one thread, read by all.
 *
 * <p>A forecast reaches an hour. If its owner dies, the rest of the hour still holds; then there is
 * no forecast, and whoever uses it does without.
 */
public final class ForecastTable {
  private final Map<Key, CellDemand> entries = new ConcurrentHashMap<>();
  private final Map<MarketId, LiveAccuracy> accuracies = new ConcurrentHashMap<>();

  public void put(MarketId market, CellDemand demand) {
    CellDemand before = entries.put(new Key(market, demand.cell()), demand);
    // A successor tells the same slot again; it is judged once.
    if (before == null || before.begin().isBefore(demand.begin())) {
      accuracies.computeIfAbsent(market, unseen -> new LiveAccuracy()).judge(demand);
    }
  }

  public void remove(MarketId market, Cell cell) {
    entries.remove(new Key(market, cell));
  }

  /** Mean requests in the window that begins now, by cell; cells without are left out. */
  public Map<Cell, Double> expected(MarketId market, Instant now, Duration window) {
    Map<Cell, Double> expected = new HashMap<>();
    for (CellDemand demand : list(market, now)) {
      expected.put(demand.cell(), demand.expectedWithin(now, window));
    }
    return expected;
  }

  /** What holds now, ordered by cell. */
  public List<CellDemand> list(MarketId market, Instant now) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().market.equals(market))
        .map(Map.Entry::getValue)
        .filter(demand -> !demand.isOver(now))
        .sorted(Comparator.comparing(demand -> demand.cell().toString()))
        .toList();
  }

  /** Sum of absolute errors ÷ requests of the last day that this instance saw; empty without. */
  public OptionalDouble wape(MarketId market, Instant now) {
    LiveAccuracy accuracy = accuracies.get(market);
    return accuracy == null ? OptionalDouble.empty() : accuracy.wape(now);
  }

  private record Key(MarketId market, Cell cell) {}
}

package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.api.SurgeQuote;
import io.kerb.pricing.quote.SurgeLookup;
import io.kerb.pricing.surge.MarketSurge.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The multipliers last published, on every instance. Written by one thread, read by all.
 *
 * <p>An entry that its owner has not confirmed for {@link #STALE_AFTER} does not count: nobody pays
 * surge because a process died.
 */
public final class SurgeTable implements SurgeLookup {
  public static final Duration STALE_AFTER = Duration.ofMinutes(2);

  private final Map<Key, CellSurge> entries = new ConcurrentHashMap<>();

  public void put(MarketId market, CellSurge surge) {
    entries.put(new Key(market, new Place(surge.cell(), surge.product())), surge);
  }

  public void remove(MarketId market, Place place) {
    entries.remove(new Key(market, place));
  }

  @Override
  public SurgeQuote entry(MarketId market, LatLng pickup, ProductId product, Instant now) {
    Cell cell = SurgeCells.of(pickup);
    CellSurge entry = entries.get(new Key(market, new Place(cell, product)));
    return entry == null || isStale(entry, now)
        ? SurgeQuote.none(cell)
        : new SurgeQuote(
            entry.multiplier(),
            cell,
            entry.causes().seen().requests(),
            entry.causes().supply(),
            entry.version(),
            entry.updatedAt(),
            entry.causes().note());
  }

  /** What counts now of one product, ordered by cell. */
  public List<CellSurge> list(MarketId market, ProductId product, Instant now) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().market.equals(market))
        .map(Map.Entry::getValue)
        .filter(surge -> surge.product().equals(product))
        .filter(surge -> !isStale(surge, now))
        .sorted(Comparator.comparing(surge -> surge.cell().toString()))
        .toList();
  }

  private static boolean isStale(CellSurge surge, Instant now) {
    return surge.updatedAt().plus(STALE_AFTER).isBefore(now);
  }

  private record Key(MarketId market, Place place) {}
}

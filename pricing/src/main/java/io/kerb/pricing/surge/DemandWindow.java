package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What riders wanted in the last minutes, each wish once, however often its events arrive: a price
 * that was asked, or the request that came of it, and once more if nobody served that. For one
 * thread.
 *
 * <p>Of a rider who asks again and again only the newest question for a product stands, and a rider
 * who orders asks no more, so that nobody raises a price by asking for it.
 */
public final class DemandWindow {
  /** Beyond it the oldest are forgotten early; 200,000 wishes in 10 min is no city we know. */
  static final int ENTRIES_MAX = 200_000;

  private final Duration length;

  /** In order of arrival, which is nearly that of time. */
  private final Map<Key, Wish> counted = new LinkedHashMap<>();

  private final Map<RiderId, Map<ProductId, Key>> asking = new HashMap<>();
  private final Map<ProductId, Map<Cell, Demand>> sums = new HashMap<>();
  private Instant begin = Instant.MIN;

  public DemandWindow(Duration length) {
    this.length = length;
  }

  /** A cell's wishes in the window. */
  public record Demand(int requests, int unmet, int quotes) {
    static final Demand NONE = new Demand(0, 0, 0);

    double weighted(SurgePolicy.Weights weights) {
      return requests + weights.unmet() * unmet + weights.quote() * quotes;
    }

    private Demand plus(Kind kind, int count) {
      return switch (kind) {
        case REQUEST -> new Demand(requests + count, unmet, quotes);
        case UNMET -> new Demand(requests, unmet + count, quotes);
        case QUOTE -> new Demand(requests, unmet, quotes + count);
      };
    }
  }

  /** Whose wish, for what, from where, and when. */
  public record Wish(TripId trip, RiderId rider, ProductId product, Cell cell, Instant at) {}

  /**
   * Somebody asked what it would cost.
   *
   * @param wish of the trip that an order of this quote would be
   */
  public void quoted(Wish wish) {
    Key key = new Key(wish.trip(), Kind.QUOTE);
    if (counted.containsKey(new Key(wish.trip(), Kind.REQUEST))
        || counted.containsKey(key)
        || !count(key, wish)) {
      return;
    }
    Key earlier =
        asking.computeIfAbsent(wish.rider(), absent -> new HashMap<>()).put(wish.product(), key);
    if (earlier != null) {
      forget(earlier);
    }
  }

  /** Somebody asked for a car here. */
  public void requested(Wish wish) {
    if (count(new Key(wish.trip(), Kind.REQUEST), wish)) {
      Map<ProductId, Key> asked = asking.remove(wish.rider());
      if (asked != null) {
        asked.values().forEach(this::forget);
      }
      forget(new Key(wish.trip(), Kind.QUOTE));
    }
  }

  /** Nobody came: that weighs a second time. */
  public void unmet(Wish wish) {
    count(new Key(wish.trip(), Kind.UNMET), wish);
  }

  private boolean count(Key key, Wish wish) {
    // What lies before the window may be a repetition of what was counted and forgotten.
    if (wish.at().isBefore(begin) || counted.containsKey(key)) {
      return false;
    }
    counted.put(key, wish);
    add(key.kind, wish, 1);
    if (counted.size() > ENTRIES_MAX) {
      forget(counted.keySet().iterator().next());
    }
    return true;
  }

  /** Per product and cell within the window that ends now. Events come nearly in order of time. */
  public Map<ProductId, Map<Cell, Demand>> at(Instant now) {
    begin = now.minus(length);
    while (!counted.isEmpty()) {
      Map.Entry<Key, Wish> oldest = counted.entrySet().iterator().next();
      if (!oldest.getValue().at().isBefore(begin)) {
        break;
      }
      forget(oldest.getKey());
    }
    Map<ProductId, Map<Cell, Demand>> copy = new HashMap<>();
    sums.forEach((product, cells) -> copy.put(product, Map.copyOf(cells)));
    return copy;
  }

  private void forget(Key key) {
    Wish gone = counted.remove(key);
    if (gone == null) {
      return;
    }
    add(key.kind, gone, -1);
    if (key.kind == Kind.QUOTE) {
      asking.computeIfPresent(
          gone.rider(),
          (rider, products) -> {
            products.remove(gone.product(), key);
            return products.isEmpty() ? null : products;
          });
    }
  }

  private void add(Kind kind, Wish wish, int count) {
    Map<Cell, Demand> cells = sums.computeIfAbsent(wish.product(), absent -> new HashMap<>());
    Demand sum = cells.getOrDefault(wish.cell(), Demand.NONE).plus(kind, count);
    if (sum.equals(Demand.NONE)) {
      cells.remove(wish.cell());
    } else {
      cells.put(wish.cell(), sum);
    }
    if (cells.isEmpty()) {
      sums.remove(wish.product());
    }
  }

  private enum Kind {
    REQUEST,
    UNMET,
    QUOTE
  }

  private record Key(TripId trip, Kind kind) {}
}

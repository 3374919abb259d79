package io.kerb.location.index;

import com.google.common.collect.Lists;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.SupplySearch.Answer;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import io.kerb.location.api.SupplySearch.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Exact search over the cells, whoever keeps them.
 *
 * <p>Nearest: a disk around each query's centre grows ring by ring, and the query ends when the
 * disk that was read whole holds enough drivers. A driver outside the disk cannot be nearer than
 * one inside, so the answer equals a look at all drivers. The queries of a window grow together:
 * what all of them need next is read at once, and each cell once.
 */
public final class IndexSearch {
  /** Whoever was silent longer is not live: on-duty apps report at least every 10 s. */
  public static final Duration LIVE = Duration.ofSeconds(30);

  /** Below this trust a driver is on the operators' map, but in no search for the nearest. */
  public static final int TRUST_MIN = 20;

  /** A larger radius is cut to this one (about 16,000 cells). */
  public static final double RADIUS_MAX_M = 20_000;

  /** A larger limit of a search for the nearest is cut to this one. */
  public static final int LIMIT_MAX = 10_000;

  /** Queries that share their cells; of more, so many at a time. */
  private static final int QUERIES_TOGETHER_MAX = 1_000;

  private final CellReader cells;
  private final Map<Integer, Market> marketOf;
  private final Map<MarketId, long[]> covers = new ConcurrentHashMap<>();

  public IndexSearch(CellReader cells, Markets markets) {
    this.cells = cells;
    this.marketOf =
        markets.listMarkets().stream().collect(Collectors.toMap(Market::partition, m -> m));
  }

  /**
   * The nearest drivers that pass each query's filter, nearest first; one answer per query, in
   * their order. A shard that does not answer makes those answers incomplete whose disk touches it.
   */
  public List<Answer> nearestOfEach(List<Query> queries, Instant now) {
    return Lists.partition(queries, QUERIES_TOGETHER_MAX).stream()
        .flatMap(window -> nearestOfWindow(window, now).stream())
        .toList();
  }

  private List<Answer> nearestOfWindow(List<Query> queries, Instant now) {
    List<NearestSearch> searches =
        queries.stream().map(query -> new NearestSearch(query, marketOf, now)).toList();
    ReadCells read = new ReadCells(cells);
    List<NearestSearch> open = new ArrayList<>(searches);
    while (!open.isEmpty()) {
      read.readAll(unread(open, read));
      open.removeIf(search -> search.look(read));
    }
    return searches.stream().map(NearestSearch::answer).toList();
  }

  private static long[] unread(List<NearestSearch> open, ReadCells read) {
    Set<Long> unread = new HashSet<>();
    for (NearestSearch search : open) {
      for (long cell : search.cover()) {
        if (!read.has(cell)) {
          unread.add(cell);
        }
      }
    }
    return unread.stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * The live drivers whose home is this market, whatever their duty, by id; not complete if there
   * are more than the limit.
   */
  public Answer inMarket(Market market, int limit, Instant now) {
    ReadCells read = new ReadCells(cells);
    read.readAll(
        covers.computeIfAbsent(market.marketId(), id -> SupplyCells.coverLoop(market.loop())));
    List<Spot> live = live(read.spots(), market, now);
    List<NearbyDriver> drivers =
        live.stream().limit(limit).map(spot -> spot.describe(market, 0)).toList();
    return new Answer(drivers, read.complete() && live.size() <= limit);
  }

  private static List<Spot> live(Collection<Spot> spots, Market market, Instant now) {
    long oldest = now.minus(LIVE).toEpochMilli();
    return spots.stream()
        .filter(spot -> spot.record.marketPartition() == market.partition())
        .filter(spot -> spot.record.receivedAtMs() >= oldest)
        .sorted(Comparator.comparingLong(Spot::driver))
        .toList();
  }
}

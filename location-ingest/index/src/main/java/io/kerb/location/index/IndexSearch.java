package io.kerb.location.index;

import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2Point;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.SupplySearch.Answer;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import io.kerb.location.api.SupplySearch.Query;
import io.kerb.location.index.CellReader.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
 * <p>Nearest: a disk around the centre grows ring by ring, each ring's cells are read once, and the
 * search ends when the disk that was read whole holds enough drivers. A driver outside the disk
 * cannot be nearer than one inside, so the answer equals a look at all drivers.
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

  private static final double FIRST_RADIUS_M = 600;
  private static final double GROWTH = 2;

  /** Cells per reading, so that one city's map does not stall a shard for others. */
  private static final int CELLS_PER_READING = 4_096;

  private static final Comparator<NearbyDriver> NEAREST_FIRST =
      Comparator.comparingDouble(NearbyDriver::distanceMeters)
          .thenComparing(nearby -> nearby.driver().value());

  private final CellReader cells;
  private final Map<Integer, Market> marketOf;
  private final Map<MarketId, long[]> covers = new ConcurrentHashMap<>();

  public IndexSearch(CellReader cells, Markets markets) {
    this.cells = cells;
    this.marketOf =
        markets.listMarkets().stream().collect(Collectors.toMap(Market::partition, m -> m));
  }

  /** One answer per query, in their order. */
  public List<Answer> nearestOfEach(List<Query> queries, Instant now) {
    return queries.stream().map(query -> nearest(query, now)).toList();
  }

  /** The nearest drivers that pass the query's filter, nearest first. */
  private Answer nearest(Query query, Instant now) {
    S2Point center = query.center().toS2().toPoint();
    double end = Math.min(query.radiusMeters(), RADIUS_MAX_M);
    int limit = Math.min(query.limit(), LIMIT_MAX);
    NewestPerDriver found = new NewestPerDriver();
    Set<Long> done = new HashSet<>();
    boolean complete = true;
    double radius = Math.min(FIRST_RADIUS_M, end);
    while (true) {
      Reading reading = read(newCells(SupplyCells.coverDisk(center, radius), done));
      complete &= reading.complete();
      found.addAll(reading.entries());
      List<NearbyDriver> inside = passing(found, query, center, radius, now);
      if (inside.size() >= limit || radius >= end) {
        inside.sort(NEAREST_FIRST);
        return new Answer(List.copyOf(inside.subList(0, Math.min(limit, inside.size()))), complete);
      }
      radius = Math.min(radius * GROWTH, end);
    }
  }

  /**
   * The live drivers whose home is this market, whatever their duty, by id; not complete if there
   * are more than the limit.
   */
  public Answer inMarket(Market market, int limit, Instant now) {
    long[] cover =
        covers.computeIfAbsent(market.marketId(), id -> SupplyCells.coverLoop(market.loop()));
    NewestPerDriver found = new NewestPerDriver();
    Reading reading = read(cover);
    found.addAll(reading.entries());
    long oldest = now.minus(LIVE).toEpochMilli();
    List<SupplyEntry> live =
        found.entries().stream()
            .filter(entry -> entry.record().marketPartition() == market.partition())
            .filter(entry -> entry.record().receivedAtMs() >= oldest)
            .sorted(Comparator.comparingLong(SupplyEntry::driver))
            .toList();
    List<NearbyDriver> drivers =
        live.stream().limit(limit).map(entry -> nearby(entry, market, 0)).toList();
    return new Answer(drivers, reading.complete() && live.size() <= limit);
  }

  private Reading read(long[] wanted) {
    if (wanted.length <= CELLS_PER_READING) {
      return cells.read(wanted);
    }
    List<SupplyEntry> entries = new ArrayList<>();
    boolean complete = true;
    for (int from = 0; from < wanted.length; from += CELLS_PER_READING) {
      int to = Math.min(from + CELLS_PER_READING, wanted.length);
      Reading reading = cells.read(Arrays.copyOfRange(wanted, from, to));
      entries.addAll(reading.entries());
      complete &= reading.complete();
    }
    return new Reading(entries, complete);
  }

  private static long[] newCells(long[] cover, Set<Long> done) {
    return Arrays.stream(cover).filter(done::add).toArray();
  }

  private List<NearbyDriver> passing(
      NewestPerDriver found, Query query, S2Point center, double radius, Instant now) {
    long oldest = now.minus(query.maxAge()).toEpochMilli();
    List<NearbyDriver> inside = new ArrayList<>();
    for (SupplyEntry entry : found.entries()) {
      Market home = marketOf.get(entry.record().marketPartition());
      if (home != null && isCurrent(entry.record(), oldest)) {
        double distance = metersTo(center, entry.record());
        if (distance <= radius) {
          NearbyDriver nearby = nearby(entry, home, distance);
          if (query.filter().test(nearby)) {
            inside.add(nearby);
          }
        }
      }
    }
    return inside;
  }

  private static boolean isCurrent(SupplyRecord record, long oldest) {
    return record.receivedAtMs() >= oldest && record.trust() >= TRUST_MIN;
  }

  private static double metersTo(S2Point center, SupplyRecord record) {
    return center.angle(new S2CellId(record.leafCell()).toPoint()) * LatLng.EARTH_RADIUS_M;
  }

  private static NearbyDriver nearby(SupplyEntry entry, Market home, double distanceMeters) {
    SupplyRecord record = entry.record();
    return new NearbyDriver(
        new DriverId(entry.driver()),
        record.position(),
        record.headingDeg(),
        record.onDuty(),
        record.engaged(),
        ProductBits.decode(home, record.productBits()),
        Instant.ofEpochMilli(record.receivedAtMs()),
        distanceMeters);
  }
}

package io.kerb.location.index;

import com.google.common.geometry.S2Point;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.SupplySearch.Answer;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import io.kerb.location.api.SupplySearch.Query;
import io.kerb.location.index.ReadCells.ReadCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One query's way to its answer: the disk that it looks at grows until it holds enough drivers. */
final class NearestSearch {
  private static final double FIRST_RADIUS_M = 600;
  private static final double GROWTH = 2;

  private final Query query;
  private final Map<Integer, Market> marketOf;
  private final S2Point center;
  private final long oldestMs;
  private final int limit;
  private final double endM;
  private double radiusM;
  private long[] cover;
  private Answer answer;

  private record Hit(double chord2, Spot spot) implements Comparable<Hit> {
    @Override
    public int compareTo(Hit other) {
      int byDistance = Double.compare(chord2, other.chord2);
      return byDistance != 0 ? byDistance : Long.compare(spot.driver(), other.spot.driver());
    }

    double meters() {
      return 2 * Math.asin(Math.sqrt(chord2) / 2) * LatLng.EARTH_RADIUS_M;
    }
  }

  NearestSearch(Query query, Map<Integer, Market> marketOf, Instant now) {
    this.query = query;
    this.marketOf = marketOf;
    this.center = query.center().toS2().toPoint();
    this.oldestMs = now.minus(query.maxAge()).toEpochMilli();
    this.limit = Math.min(query.limit(), IndexSearch.LIMIT_MAX);
    this.endM = Math.min(query.radiusMeters(), IndexSearch.RADIUS_MAX_M);
    widenTo(FIRST_RADIUS_M);
  }

  /** The cells that it needs to have read before it looks. */
  long[] cover() {
    return cover;
  }

  /** Returns whether it found its answer; if not, it needs more cells. */
  boolean look(ReadCells read) {
    boolean complete = true;
    List<Hit> hits = new ArrayList<>();
    double chord2Max = chord2(radiusM);
    for (long id : cover) {
      ReadCell cell = read.get(id);
      complete &= cell.isRead();
      for (Spot spot : cell.spots()) {
        double chord2 = spot.chord2To(center);
        if (chord2 <= chord2Max && counts(spot)) {
          hits.add(new Hit(chord2, spot));
        }
      }
    }
    List<NearbyDriver> nearest = nearestPassing(hits);
    if (nearest.size() < limit && radiusM < endM) {
      widenTo(radiusM * GROWTH);
      return false;
    }
    answer = new Answer(nearest, complete);
    return true;
  }

  Answer answer() {
    return answer;
  }

  private boolean counts(Spot spot) {
    return !spot.isLeft()
        && spot.record.receivedAtMs() >= oldestMs
        && spot.record.trust() >= IndexSearch.TRUST_MIN
        && marketOf.containsKey(spot.record.marketPartition());
  }

  /** Asks the filter last, and no more than it must. */
  private List<NearbyDriver> nearestPassing(List<Hit> hits) {
    Collections.sort(hits);
    List<NearbyDriver> nearest = new ArrayList<>(Math.min(limit, hits.size()));
    for (Hit hit : hits) {
      if (nearest.size() == limit) {
        break;
      }
      Market home = marketOf.get(hit.spot.record.marketPartition());
      NearbyDriver nearby = hit.spot.describe(home, hit.meters());
      if (query.filter().test(nearby)) {
        nearest.add(nearby);
      }
    }
    return List.copyOf(nearest);
  }

  private void widenTo(double meters) {
    radiusM = Math.min(meters, endM);
    cover = SupplyCells.coverDisk(center, radiusM);
  }

  private static double chord2(double meters) {
    double chord = 2 * Math.sin(meters / LatLng.EARTH_RADIUS_M / 2);
    return chord * chord;
  }
}

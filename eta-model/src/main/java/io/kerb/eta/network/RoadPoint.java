package io.kerb.eta.network;

import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.DistanceCalcEarth;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import io.kerb.eta.api.ArrivalSide;

/**
 * A place on an edge, with what it takes to leave it and to come to it.
 *
 * @param fraction of the edge's length from {@code base}, 0 to 1
 * @param forwardS the whole edge from base to adj; infinite where that is not allowed
 * @param backwardS the whole edge from adj to base; infinite where that is not allowed
 * @param side of the edge, driven from its base, on which the place lies; ANY where it has none
 */
record RoadPoint(
    int edge,
    int base,
    int adj,
    double fraction,
    double forwardS,
    double backwardS,
    ArrivalSide side) {

  static RoadPoint of(Snap snap, Weighting weighting) {
    EdgeIteratorState edge = snap.getClosestEdge();
    return new RoadPoint(
        edge.getEdge(),
        edge.getBaseNode(),
        edge.getAdjNode(),
        fraction(snap),
        weighting.calcEdgeWeight(edge, false),
        weighting.calcEdgeWeight(edge, true),
        StreetSide.of(snap));
  }

  /**
   * The same place, to be reached only so that it lies on this side. A junction, a one-way street
   * and a place in the middle of the street can be reached as ever.
   */
  RoadPoint reachedOn(ArrivalSide wanted) {
    boolean twoWay = Double.isFinite(forwardS) && Double.isFinite(backwardS);
    boolean atJunction = fraction == 0 || fraction == 1;
    if (wanted == ArrivalSide.ANY || side == ArrivalSide.ANY || !twoWay || atJunction) {
      return this;
    }
    double closed = Double.POSITIVE_INFINITY;
    return side == wanted
        ? new RoadPoint(edge, base, adj, fraction, forwardS, closed, side)
        : new RoadPoint(edge, base, adj, fraction, closed, backwardS, side);
  }

  private static double fraction(Snap snap) {
    PointList line = snap.getClosestEdge().fetchWayGeometry(FetchMode.ALL);
    double before = 0;
    double whole = 0;
    for (int i = 1; i < line.size(); i++) {
      double step =
          DistanceCalcEarth.DIST_EARTH.calcDist(
              line.getLat(i - 1), line.getLon(i - 1), line.getLat(i), line.getLon(i));
      if (i <= snap.getWayIndex()) {
        before += step;
      }
      whole += step;
    }
    before +=
        DistanceCalcEarth.DIST_EARTH.calcDist(
            line.getLat(snap.getWayIndex()),
            line.getLon(snap.getWayIndex()),
            snap.getSnappedPoint().getLat(),
            snap.getSnappedPoint().getLon());
    return whole == 0 ? 0 : Math.min(1, before / whole);
  }

  double leaveToAdjS() {
    return share(1 - fraction, forwardS);
  }

  double leaveToBaseS() {
    return share(fraction, backwardS);
  }

  double arriveFromBaseS() {
    return share(fraction, forwardS);
  }

  double arriveFromAdjS() {
    return share(1 - fraction, backwardS);
  }

  /** Along the common edge, without a junction; infinite if there is none or it is one-way. */
  double directS(RoadPoint to) {
    if (edge != to.edge) {
      return Double.POSITIVE_INFINITY;
    }
    double ahead = to.fraction - fraction;
    // By the target's seconds: it may be reached one way only.
    return ahead >= 0 ? share(ahead, to.forwardS) : share(-ahead, to.backwardS);
  }

  /** Standing at the edge's very end, one is in the junction, whichever way the edge goes. */
  private static double share(double part, double wholeS) {
    return part == 0 ? 0 : part * wholeS;
  }
}

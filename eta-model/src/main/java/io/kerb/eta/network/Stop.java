package io.kerb.eta.network;

import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * A place of a route on its road, with the road's line: a query graph turns snaps round, so that
 * what is needed of them is taken before.
 *
 * @param line the edge's points from its base
 * @param pointsBefore how many of them lie before the place
 * @param edgeM the edge's length
 */
record Stop(
    LatLng place,
    Snap snap,
    RoadPoint point,
    List<LatLng> line,
    int pointsBefore,
    LatLng onRoad,
    double edgeM) {

  static Stop of(LatLng place, Function<LatLng, Snap> snapping, RoadGraph graph) {
    Snap snap = snapping.apply(place);
    PointList points = snap.getClosestEdge().fetchWayGeometry(FetchMode.ALL);
    List<LatLng> line = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      line.add(new LatLng(points.getLat(i), points.getLon(i)));
    }
    return new Stop(
        place,
        snap,
        RoadPoint.of(snap, graph.weighting()),
        line,
        snap.getWayIndex() + 1,
        new LatLng(snap.getSnappedPoint().getLat(), snap.getSnappedPoint().getLon()),
        snap.getClosestEdge().getDistance());
  }

  /** The road from its base to the place, or from its end. */
  List<LatLng> lineTo(boolean fromBase) {
    List<LatLng> points =
        new ArrayList<>(
            fromBase ? line.subList(0, pointsBefore) : line.subList(pointsBefore, line.size()));
    if (!fromBase) {
      Collections.reverse(points);
    }
    points.add(onRoad);
    return points;
  }

  /** The road between two places on it. */
  List<LatLng> lineFrom(Stop other) {
    boolean ahead = point.fraction() >= other.point.fraction();
    Stop first = ahead ? other : this;
    Stop second = ahead ? this : other;
    List<LatLng> points = new ArrayList<>();
    points.add(first.onRoad);
    points.addAll(line.subList(first.pointsBefore, second.pointsBefore));
    points.add(second.onRoad);
    if (!ahead) {
      Collections.reverse(points);
    }
    return points;
  }
}

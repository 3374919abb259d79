package io.kerb.eta.network;

import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.storage.index.LocationIndexTree;
import com.graphhopper.util.EdgeExplorer;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import com.graphhopper.util.shapes.BBox;
import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The network as map matching sees it: not only the nearest road of a position but all near it, and
 * the ways between such spots with what the time model makes of each. For one thread.
 */
public final class MatchingRoads {
  private static final double METERS_PER_DEGREE = Math.toRadians(1) * LatLng.EARTH_RADIUS_M;

  private final RoadGraph graph;
  private final Passage[] forward;
  private final Passage[] backward;
  private final double[] meters;

  MatchingRoads(RoadGraph graph) {
    this.graph = graph;
    int edges = graph.roads().getEdges();
    forward = new Passage[edges];
    backward = new Passage[edges];
    meters = new double[edges];
    EdgeExplorer explorer = graph.roads().createEdgeExplorer();
    AllEdgesIterator edge = graph.roads().getAllEdges();
    while (edge.next()) {
      EdgeIteratorState state =
          graph.roads().getEdgeIteratorState(edge.getEdge(), Integer.MIN_VALUE);
      forward[edge.getEdge()] = graph.passage(state, explorer);
      backward[edge.getEdge()] = graph.passage(state.detach(true), explorer);
      meters[edge.getEdge()] = edge.getDistance();
    }
  }

  RoadGraph graph() {
    return graph;
  }

  /** Along the edge from its base, or against it. */
  Passage passage(int edge, boolean against) {
    return (against ? backward : forward)[edge];
  }

  double meters(int edge) {
    return meters[edge];
  }

  /** The nearest spots on roads for cars, one on each edge, nearest first. */
  public List<Spot> spotsNear(LatLng place, double radiusM, int spotsMax) {
    double north = radiusM / METERS_PER_DEGREE;
    double east = north / Math.cos(Math.toRadians(place.latitude()));
    Set<Integer> edges = new HashSet<>();
    LocationIndexTree index = (LocationIndexTree) graph.getLocationIndex();
    index.query(
        new BBox(
            place.longitude() - east,
            place.longitude() + east,
            place.latitude() - north,
            place.latitude() + north),
        edges::add);
    List<Spot> spots = new ArrayList<>();
    for (int edge : edges) {
      if (forward[edge].isOpen() || backward[edge].isOpen()) {
        Spot spot = nearest(edge, place);
        if (spot.offM() <= radiusM) {
          spots.add(spot);
        }
      }
    }
    spots.sort(Comparator.comparingDouble(Spot::offM).thenComparingInt(Spot::edge));
    return List.copyOf(spots.subList(0, Math.min(spotsMax, spots.size())));
  }

  /** All ways from here that take up to so many seconds. */
  public Walks walksFrom(Spot from, double secondsMax) {
    return Walks.search(this, from, secondsMax);
  }

  private Spot nearest(int edge, LatLng place) {
    PointList line =
        graph.roads().getEdgeIteratorState(edge, Integer.MIN_VALUE).fetchWayGeometry(FetchMode.ALL);
    double east = METERS_PER_DEGREE * Math.cos(Math.toRadians(place.latitude()));
    double best = Double.POSITIVE_INFINITY;
    double bestAlong = 0;
    LatLng bestPlace = place;
    double along = 0;
    for (int i = 1; i < line.size(); i++) {
      double fromX = (line.getLon(i - 1) - place.longitude()) * east;
      double fromY = (line.getLat(i - 1) - place.latitude()) * METERS_PER_DEGREE;
      double x = (line.getLon(i) - line.getLon(i - 1)) * east;
      double y = (line.getLat(i) - line.getLat(i - 1)) * METERS_PER_DEGREE;
      double length = Math.hypot(x, y);
      double share =
          length == 0 ? 0 : Math.min(1, Math.max(0, -(fromX * x + fromY * y) / (length * length)));
      double off = Math.hypot(fromX + share * x, fromY + share * y);
      if (off < best) {
        best = off;
        bestAlong = along + share * length;
        bestPlace =
            new LatLng(
                line.getLat(i - 1) + share * (line.getLat(i) - line.getLat(i - 1)),
                line.getLon(i - 1) + share * (line.getLon(i) - line.getLon(i - 1)));
      }
      along += length;
    }
    return new Spot(edge, along == 0 ? 0 : bestAlong / along, best, bestPlace);
  }
}

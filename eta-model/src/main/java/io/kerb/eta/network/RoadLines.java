package io.kerb.eta.network;

import com.carrotsearch.hppc.BitSet;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.util.EdgeExplorer;
import com.graphhopper.util.EdgeIterator;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import io.kerb.eta.api.Roads.Road;
import io.kerb.location.api.LatLng;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The graph's edges joined to lines of one class, across junctions: a third of the lines, and
 * joints are drawn round.
 */
final class RoadLines {
  /** A line longer than this is begun anew, so that a map can leave out what is not in view. */
  private static final int LINE_EDGES_MAX = 64;

  private final RoadGraph graph;
  private final EdgeExplorer explorer;
  private final BitSet drawn;

  private RoadLines(RoadGraph graph) {
    this.graph = graph;
    this.explorer = graph.roads().createEdgeExplorer();
    this.drawn = new BitSet(graph.roads().getEdges());
  }

  static List<Road> of(RoadGraph graph) {
    RoadLines lines = new RoadLines(graph);
    List<Road> roads = new ArrayList<>();
    AllEdgesIterator edge = graph.roads().getAllEdges();
    while (edge.next()) {
      if (lines.isOpen(edge)) {
        roads.add(
            lines.lineThrough(
                graph.roads().getEdgeIteratorState(edge.getEdge(), Integer.MIN_VALUE)));
      }
    }
    return roads;
  }

  private Road lineThrough(EdgeIteratorState first) {
    String roadClass = graph.roadClass(first);
    Deque<EdgeIteratorState> line = new ArrayDeque<>();
    line.add(first);
    drawn.set(first.getEdge());
    extend(line, roadClass, true);
    extend(line, roadClass, false);
    List<LatLng> points = new ArrayList<>();
    for (EdgeIteratorState edge : line) {
      append(points, edge.fetchWayGeometry(FetchMode.ALL));
    }
    return new Road(roadClass, points);
  }

  private void extend(Deque<EdgeIteratorState> line, String roadClass, boolean atEnd) {
    while (line.size() < LINE_EDGES_MAX) {
      int node = atEnd ? line.getLast().getAdjNode() : line.getFirst().getBaseNode();
      Optional<EdgeIteratorState> next = undrawn(node, roadClass);
      if (next.isEmpty()) {
        return;
      }
      drawn.set(next.get().getEdge());
      if (atEnd) {
        line.addLast(next.get());
      } else {
        line.addFirst(next.get().detach(true));
      }
    }
  }

  /** An edge that leaves the node, the node being its base. */
  private Optional<EdgeIteratorState> undrawn(int node, String roadClass) {
    EdgeIterator edge = explorer.setBaseNode(node);
    while (edge.next()) {
      if (isOpen(edge) && graph.roadClass(edge).equals(roadClass)) {
        return Optional.of(edge.detach(false));
      }
    }
    return Optional.empty();
  }

  private boolean isOpen(EdgeIteratorState edge) {
    return !drawn.get(edge.getEdge())
        && (Double.isFinite(graph.weighting().calcEdgeWeight(edge, false))
            || Double.isFinite(graph.weighting().calcEdgeWeight(edge, true)));
  }

  private static void append(List<LatLng> points, PointList geometry) {
    // The first point of an edge is the last of the one before.
    for (int i = points.isEmpty() ? 0 : 1; i < geometry.size(); i++) {
      points.add(new LatLng(geometry.getLat(i), geometry.getLon(i)));
    }
  }
}

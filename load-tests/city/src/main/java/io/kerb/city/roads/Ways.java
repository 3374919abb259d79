package io.kerb.city.roads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Joins single roads to ways: straight on over junctions while the kind stays the same. */
final class Ways {
  /** The cosine of the sharpest bend within one street. */
  private static final double STRAIGHT_ON = Math.cos(Math.toRadians(42));

  /** OpenStreetMap allows 2,000. */
  private static final int NODES_MAX = 150;

  private final RoadGraph graph;
  private final Bridges bridges;
  private final StreetNames names;
  private final List<List<Road>> byNode;
  private final Set<Road> used = new HashSet<>();

  Ways(RoadGraph graph, Bridges bridges, StreetNames names) {
    this.graph = graph;
    this.bridges = bridges;
    this.names = names;
    this.byNode = graph.roadsByNode();
  }

  List<Way> listWays() {
    List<Way> ways = new ArrayList<>();
    for (Road road : graph.roads()) {
      if (used.add(road)) {
        Deque<Integer> nodes = new ArrayDeque<>(List.of(road.from(), road.to()));
        extend(road, road.to(), nodes, true);
        extend(road, road.from(), nodes, false);
        boolean bridge = isBridge(road);
        String name = bridge ? names.bridge() : names.street(road.roadClass());
        ways.add(new Way(name, road.roadClass(), road.oneWay(), bridge, new ArrayList<>(nodes)));
      }
    }
    return ways;
  }

  private boolean isBridge(Road road) {
    return bridges.isBridge(road.roadClass(), graph.node(road.from()), graph.node(road.to()));
  }

  private void extend(Road start, int end, Deque<Integer> nodes, boolean forwards) {
    Road last = start;
    int node = end;
    while (nodes.size() < NODES_MAX) {
      Optional<Road> next = findStraightOn(last, node, forwards);
      if (next.isEmpty()) {
        return;
      }
      last = next.get();
      used.add(last);
      node = last.other(node);
      if (forwards) {
        nodes.addLast(node);
      } else {
        nodes.addFirst(node);
      }
    }
  }

  private Optional<Road> findStraightOn(Road last, int node, boolean forwards) {
    Point came = graph.node(node).minus(graph.node(last.other(node)));
    Road best = null;
    double straightest = STRAIGHT_ON;
    for (Road road : byNode.get(node)) {
      Point goes = graph.node(road.other(node)).minus(graph.node(node));
      double cosine = came.dot(goes) / (came.length() * goes.length());
      boolean sameWay = !road.oneWay() || (forwards ? road.from() : road.to()) == node;
      if (!used.contains(road)
          && road.roadClass() == last.roadClass()
          && road.oneWay() == last.oneWay()
          && sameWay
          && isBridge(road) == isBridge(last)
          && cosine > straightest) {
        best = road;
        straightest = cosine;
      }
    }
    return Optional.ofNullable(best);
  }
}

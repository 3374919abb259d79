package io.kerb.city.roads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Nodes and the roads between them, while the city is being drawn. Single-threaded. */
final class RoadGraph {
  private final List<Point> nodes = new ArrayList<>();
  private final List<Road> roads = new ArrayList<>();
  private final Set<Long> joined = new HashSet<>();
  private final List<List<Integer>> lines = new ArrayList<>();

  int addNode(Point place) {
    nodes.add(place);
    return nodes.size() - 1;
  }

  /** Adds a road unless the two nodes are one or already joined. */
  void add(RoadClass roadClass, int from, int to, boolean oneWay) {
    if (from != to && joined.add(pair(from, to))) {
      roads.add(new Road(roadClass, from, to, oneWay));
    }
  }

  private static long pair(int a, int b) {
    return ((long) Math.min(a, b) << 32) | Math.max(a, b);
  }

  int addLine(RoadClass roadClass, List<Point> places, boolean oneWay) {
    List<Integer> line = places.stream().map(this::addNode).toList();
    for (int i = 0; i + 1 < line.size(); i++) {
      add(roadClass, line.get(i), line.get(i + 1), oneWay);
    }
    lines.add(line);
    return lines.size() - 1;
  }

  int firstOf(int line) {
    return lines.get(line).get(0);
  }

  int lastOf(int line) {
    return lines.get(line).get(lines.get(line).size() - 1);
  }

  int nearestOf(int line, Point place) {
    int nearest = firstOf(line);
    for (int node : lines.get(line)) {
      if (node(node).distanceTo(place) < node(nearest).distanceTo(place)) {
        nearest = node;
      }
    }
    return nearest;
  }

  /** Puts a node on the nearest road of this class. */
  int splitNearest(Point place, RoadClass roadClass) {
    int nearest = -1;
    double distance = Double.MAX_VALUE;
    for (int i = 0; i < roads.size(); i++) {
      Road road = roads.get(i);
      double d = place.distanceToSegment(node(road.from()), node(road.to()));
      if (road.roadClass() == roadClass && d < distance) {
        nearest = i;
        distance = d;
      }
    }
    Road road = roads.get(nearest);
    double share = place.projectOn(node(road.from()), node(road.to()));
    int middle = addNode(node(road.from()).towards(node(road.to()), share));
    roads.remove(nearest);
    joined.remove(pair(road.from(), road.to()));
    add(roadClass, road.from(), middle, road.oneWay());
    add(roadClass, middle, road.to(), road.oneWay());
    return middle;
  }

  Point node(int node) {
    return nodes.get(node);
  }

  int nodes() {
    return nodes.size();
  }

  List<Road> roads() {
    return roads;
  }

  double length(Road road) {
    return node(road.from()).distanceTo(node(road.to()));
  }

  Point middle(Road road) {
    return node(road.from()).towards(node(road.to()), 0.5);
  }

  /** Roads that touch each node. */
  List<List<Road>> roadsByNode() {
    List<List<Road>> byNode = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      byNode.add(new ArrayList<>(4));
    }
    for (Road road : roads) {
      byNode.get(road.from()).add(road);
      byNode.get(road.to()).add(road);
    }
    return byNode;
  }

  int junctions() {
    int[] degrees = degrees();
    return (int) Arrays.stream(degrees).filter(degree -> degree >= 3).count();
  }

  int[] degrees() {
    int[] degrees = new int[nodes.size()];
    for (Road road : roads) {
      degrees[road.from()]++;
      degrees[road.to()]++;
    }
    return degrees;
  }

  /** The same graph with each road rewritten; null drops the road. */
  RoadGraph rewrite(UnaryOperator<Road> change) {
    RoadGraph result = new RoadGraph();
    result.nodes.addAll(nodes);
    result.lines.addAll(lines);
    for (Road road : roads) {
      Road changed = change.apply(road);
      if (changed != null) {
        result.add(changed.roadClass(), changed.from(), changed.to(), changed.oneWay());
      }
    }
    return result;
  }

  /** The same graph, its long roads given points on the way. */
  RoadGraph withShapePoints(double stepM) {
    RoadGraph result = new RoadGraph();
    result.nodes.addAll(nodes);
    for (Road road : roads) {
      int pieces = Math.max(1, (int) Math.round(length(road) / stepM));
      int from = road.from();
      for (int i = 1; i <= pieces; i++) {
        Point place = node(road.from()).towards(node(road.to()), (double) i / pieces);
        int to = i == pieces ? road.to() : result.addNode(place);
        result.add(road.roadClass(), from, to, road.oneWay());
        from = to;
      }
    }
    return result;
  }
}

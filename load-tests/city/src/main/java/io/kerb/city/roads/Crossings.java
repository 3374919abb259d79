package io.kerb.city.roads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns drawn streets into a graph: wherever two cross or nearly touch, there is a node. */
final class Crossings {
  /** A street that ends this near to another one meets it. */
  private static final double MEET_M = 16;

  /** Nodes nearer than this are one junction. */
  private static final double MERGE_M = 17;

  private final List<Segment> segments = new ArrayList<>();
  private final Map<Long, List<Integer>> nodesByCell = new HashMap<>();
  private final RoadGraph graph = new RoadGraph();

  private static final class Segment {
    private final int street;
    private final Point from;
    private final Point to;
    private final boolean first;
    private final boolean last;
    private final List<Double> cuts = new ArrayList<>();

    Segment(int street, Point from, Point to, boolean first, boolean last) {
      this.street = street;
      this.from = from;
      this.to = to;
      this.first = first;
      this.last = last;
      cuts.add(0.0);
      cuts.add(1.0);
    }

    double west() {
      return Math.min(from.x(), to.x()) - MEET_M;
    }

    double east() {
      return Math.max(from.x(), to.x()) + MEET_M;
    }

    boolean isApart(Segment other) {
      return Math.max(from.y(), to.y()) + MEET_M < Math.min(other.from.y(), other.to.y())
          || Math.max(other.from.y(), other.to.y()) + MEET_M < Math.min(from.y(), to.y());
    }

    void cutAt(Point place) {
      cuts.add(place.projectOn(from, to));
    }
  }

  private Crossings() {}

  static RoadGraph of(List<Street> streets) {
    // The greater roads come first, so that a merged junction lies on the greater one.
    List<Street> byRank = streets.stream().sorted(Comparator.comparing(Street::roadClass)).toList();
    Crossings crossings = new Crossings();
    crossings.split(byRank);
    crossings.cross();
    crossings.build(byRank);
    return crossings.graph;
  }

  private void split(List<Street> streets) {
    for (int s = 0; s < streets.size(); s++) {
      List<Point> line = streets.get(s).line();
      for (int i = 0; i + 1 < line.size(); i++) {
        segments.add(new Segment(s, line.get(i), line.get(i + 1), i == 0, i + 2 == line.size()));
      }
    }
  }

  /** A sweep from west to east over all pairs that could touch. */
  private void cross() {
    List<Segment> sweep = new ArrayList<>(segments);
    sweep.sort(Comparator.comparingDouble(Segment::west));
    for (int i = 0; i < sweep.size(); i++) {
      Segment a = sweep.get(i);
      for (int j = i + 1; j < sweep.size() && sweep.get(j).west() <= a.east(); j++) {
        Segment b = sweep.get(j);
        if (a.street != b.street && !a.isApart(b)) {
          cutWhereCrossing(a, b);
          cutWhereEnding(a, b);
          cutWhereEnding(b, a);
        }
      }
    }
  }

  private static void cutWhereCrossing(Segment a, Segment b) {
    Point wayA = a.to.minus(a.from);
    Point wayB = b.to.minus(b.from);
    double turn = wayA.cross(wayB);
    if (Math.abs(turn) < 1e-9) {
      return;
    }
    Point between = b.from.minus(a.from);
    double onA = between.cross(wayB) / turn;
    double onB = between.cross(wayA) / turn;
    if (onA >= 0 && onA <= 1 && onB >= 0 && onB <= 1) {
      a.cuts.add(onA);
      b.cuts.add(onB);
    }
  }

  private static void cutWhereEnding(Segment ending, Segment other) {
    if (ending.first && ending.from.distanceToSegment(other.from, other.to) < MEET_M) {
      other.cutAt(ending.from);
    }
    if (ending.last && ending.to.distanceToSegment(other.from, other.to) < MEET_M) {
      other.cutAt(ending.to);
    }
  }

  private void build(List<Street> streets) {
    for (Segment segment : segments) {
      Street street = streets.get(segment.street);
      segment.cuts.sort(null);
      int last = -1;
      for (double cut : segment.cuts) {
        int node = nodeAt(segment.from.towards(segment.to, cut));
        if (last >= 0) {
          graph.add(street.roadClass(), last, node, street.oneWay());
        }
        last = node;
      }
    }
  }

  private int nodeAt(Point place) {
    long column = (long) Math.floor(place.x() / MERGE_M);
    long row = (long) Math.floor(place.y() / MERGE_M);
    for (long c = column - 1; c <= column + 1; c++) {
      for (long r = row - 1; r <= row + 1; r++) {
        for (int node : nodesByCell.getOrDefault(cell(c, r), List.of())) {
          if (graph.node(node).distanceTo(place) < MERGE_M) {
            return node;
          }
        }
      }
    }
    int node = graph.addNode(place);
    nodesByCell.computeIfAbsent(cell(column, row), key -> new ArrayList<>()).add(node);
    return node;
  }

  private static long cell(long column, long row) {
    return column * 1_000_003 + row;
  }
}

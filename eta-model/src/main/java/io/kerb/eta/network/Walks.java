package io.kerb.eta.network;

import com.carrotsearch.hppc.IntDoubleHashMap;
import com.carrotsearch.hppc.IntIntHashMap;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.util.EdgeExplorer;
import com.graphhopper.util.EdgeIterator;
import com.graphhopper.util.EdgeIteratorState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;

/** The fastest ways from one spot (Dijkstra's search, bounded). */
public final class Walks {
  private static final int START = -1;

  private final MatchingRoads roads;
  private final BaseGraph graph;
  private final Spot from;
  private final double secondsMax;
  private final IntDoubleHashMap seconds = new IntDoubleHashMap();

  /** The edge that led to a junction, or {@link #START}. */
  private final IntIntHashMap cameBy = new IntIntHashMap();

  private Walks(MatchingRoads roads, Spot from, double secondsMax) {
    this.roads = roads;
    this.graph = roads.graph().roads();
    this.from = from;
    this.secondsMax = secondsMax;
  }

  static Walks search(MatchingRoads roads, Spot from, double secondsMax) {
    Walks walks = new Walks(roads, from, secondsMax);
    walks.search();
    return walks;
  }

  private record Reached(int junction, double seconds) implements Comparable<Reached> {
    @Override
    public int compareTo(Reached other) {
      return Double.compare(seconds, other.seconds);
    }
  }

  private void search() {
    PriorityQueue<Reached> queue = new PriorityQueue<>();
    EdgeIteratorState edge = edge(from.edge());
    offer(queue, edge.getAdjNode(), share(1 - from.fraction(), from.edge(), false), START);
    offer(queue, edge.getBaseNode(), share(from.fraction(), from.edge(), true), START);
    EdgeExplorer explorer = graph.createEdgeExplorer();
    while (!queue.isEmpty()) {
      Reached reached = queue.poll();
      if (reached.seconds > seconds.get(reached.junction)) {
        continue;
      }
      EdgeIterator next = explorer.setBaseNode(reached.junction);
      while (next.next()) {
        double wholeS = roads.passage(next.getEdge(), isAgainst(next)).seconds();
        offer(queue, next.getAdjNode(), reached.seconds + wholeS, next.getEdge());
      }
    }
  }

  private void offer(PriorityQueue<Reached> queue, int junction, double inSeconds, int by) {
    if (inSeconds <= secondsMax
        && inSeconds < seconds.getOrDefault(junction, Double.POSITIVE_INFINITY)) {
      seconds.put(junction, inSeconds);
      cameBy.put(junction, by);
      queue.add(new Reached(junction, inSeconds));
    }
  }

  /** The fastest way there; empty if there is none within the bound. */
  public Optional<Walk> to(Spot target) {
    double direct = directS(target);
    EdgeIteratorState edge = edge(target.edge());
    double byBase = via(edge.getBaseNode(), target.fraction(), target, false);
    double byAdj = via(edge.getAdjNode(), 1 - target.fraction(), target, true);
    double best = Math.min(direct, Math.min(byBase, byAdj));
    if (!(best <= secondsMax)) {
      return Optional.empty();
    }
    if (best == direct) {
      boolean against = target.fraction() < from.fraction();
      return Optional.of(
          along(Walk.NONE, Math.abs(target.fraction() - from.fraction()), target.edge(), against));
    }
    boolean against = best != byBase;
    Walk before = walkTo(against ? edge.getAdjNode() : edge.getBaseNode());
    double rest = against ? 1 - target.fraction() : target.fraction();
    return Optional.of(along(before, rest, target.edge(), against));
  }

  private double directS(Spot target) {
    if (target.edge() != from.edge()) {
      return Double.POSITIVE_INFINITY;
    }
    double ahead = target.fraction() - from.fraction();
    return share(Math.abs(ahead), target.edge(), ahead < 0);
  }

  private double via(int junction, double rest, Spot target, boolean against) {
    return seconds.getOrDefault(junction, Double.POSITIVE_INFINITY)
        + share(rest, target.edge(), against);
  }

  private Walk walkTo(int junction) {
    Deque<EdgeIteratorState> edges = new ArrayDeque<>();
    int at = junction;
    while (cameBy.get(at) != START) {
      EdgeIteratorState edge = graph.getEdgeIteratorState(cameBy.get(at), at);
      edges.addFirst(edge);
      at = edge.getBaseNode();
    }
    boolean against = at != edge(from.edge()).getAdjNode() || startsBackwards(at);
    Walk walk =
        along(Walk.NONE, against ? from.fraction() : 1 - from.fraction(), from.edge(), against);
    for (EdgeIteratorState edge : edges) {
      walk = along(walk, 1, edge.getEdge(), isAgainst(edge));
    }
    return walk;
  }

  /** On a loop both ends are the same junction: the search took the faster way round. */
  private boolean startsBackwards(int junction) {
    return edge(from.edge()).getBaseNode() == junction
        && share(from.fraction(), from.edge(), true)
            < share(1 - from.fraction(), from.edge(), false);
  }

  private Walk along(Walk before, double share, int edge, boolean against) {
    return before.plus(share, roads.meters(edge), roads.passage(edge, against));
  }

  private double share(double part, int edge, boolean against) {
    return part == 0 ? 0 : part * roads.passage(edge, against).seconds();
  }

  private EdgeIteratorState edge(int edge) {
    return graph.getEdgeIteratorState(edge, Integer.MIN_VALUE);
  }

  private static boolean isAgainst(EdgeIteratorState edge) {
    return edge.get(EdgeIteratorState.REVERSE_STATE);
  }
}

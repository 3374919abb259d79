package io.kerb.eta.network;

import com.carrotsearch.hppc.IntDoubleHashMap;
import com.graphhopper.storage.RoutingCHEdgeExplorer;
import com.graphhopper.storage.RoutingCHEdgeIterator;
import com.graphhopper.storage.RoutingCHGraph;
import java.util.PriorityQueue;

/**
 * Times from many places to one, over the contraction hierarchy (Knopp et al., "Computing
 * Many-to-Many Shortest Paths Using Highway Hierarchies", ALENEX 2007): one upward search backwards
 * from the target fills a table; each source searches upwards and looks up where both meet. A
 * search settles a few hundred junctions, whatever the city's size.
 */
final class ManyToOne {
  private static final int EXPECTED_NODES = 512;

  private final RoutingCHGraph graph;
  private final RoutingCHEdgeExplorer out;
  private final RoutingCHEdgeExplorer in;
  private final RoadPoint target;
  private final IntDoubleHashMap toTarget = new IntDoubleHashMap(EXPECTED_NODES);

  /** For one thread, for one target. */
  ManyToOne(RoutingCHGraph graph, RoadPoint target) {
    this.graph = graph;
    this.out = graph.createOutEdgeExplorer();
    this.in = graph.createInEdgeExplorer();
    this.target = target;
    fill();
  }

  private void fill() {
    PriorityQueue<Reached> queue = new PriorityQueue<>();
    offer(queue, toTarget, target.base(), target.arriveFromBaseS());
    offer(queue, toTarget, target.adj(), target.arriveFromAdjS());
    while (!queue.isEmpty()) {
      Reached reached = queue.poll();
      if (reached.seconds > toTarget.get(reached.node)) {
        continue;
      }
      climb(in, true, reached, queue, toTarget);
    }
  }

  /** Seconds from the source to the target; infinite if there is no way. */
  double secondsFrom(RoadPoint source) {
    double best = source.directS(target);
    IntDoubleHashMap fromSource = new IntDoubleHashMap(EXPECTED_NODES);
    PriorityQueue<Reached> queue = new PriorityQueue<>();
    offer(queue, fromSource, source.base(), source.leaveToBaseS());
    offer(queue, fromSource, source.adj(), source.leaveToAdjS());
    while (!queue.isEmpty()) {
      Reached reached = queue.poll();
      if (reached.seconds >= best) {
        break;
      }
      if (reached.seconds > fromSource.get(reached.node)) {
        continue;
      }
      double rest = toTarget.getOrDefault(reached.node, Double.POSITIVE_INFINITY);
      best = Math.min(best, reached.seconds + rest);
      climb(out, false, reached, queue, fromSource);
    }
    return best;
  }

  private void climb(
      RoutingCHEdgeExplorer explorer,
      boolean backwards,
      Reached reached,
      PriorityQueue<Reached> queue,
      IntDoubleHashMap seen) {
    int level = graph.getLevel(reached.node);
    RoutingCHEdgeIterator edge = explorer.setBaseNode(reached.node);
    while (edge.next()) {
      int next = edge.getAdjNode();
      if (graph.getLevel(next) > level) {
        offer(queue, seen, next, reached.seconds + edge.getWeight(backwards));
      }
    }
  }

  private static void offer(
      PriorityQueue<Reached> queue, IntDoubleHashMap seen, int node, double seconds) {
    if (seconds < seen.getOrDefault(node, Double.POSITIVE_INFINITY)) {
      seen.put(node, seconds);
      queue.add(new Reached(node, seconds));
    }
  }

  private record Reached(int node, double seconds) implements Comparable<Reached> {
    @Override
    public int compareTo(Reached other) {
      return Double.compare(seconds, other.seconds);
    }
  }
}

package io.kerb.eta.network;

import com.carrotsearch.hppc.IntDoubleHashMap;
import com.graphhopper.storage.RoutingCHEdgeExplorer;
import com.graphhopper.storage.RoutingCHEdgeIterator;
import com.graphhopper.storage.RoutingCHGraph;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The labels of a graph's junctions, each searched when it is first asked for and kept: a loaded
 * graph does not change. Safe for many threads.
 */
final class Labels {
  /**
   * Kept entries of all labels, 8 bytes each, so 32 MB; beyond that all are forgotten and searched
   * anew. A city's junctions have 17 to 63 on average in each direction.
   */
  static final int ENTRIES_MAX = 4_000_000;

  private final RoutingCHGraph graph;
  private final int entriesMax;
  private volatile Shelf shelf;

  private static final class Shelf {
    final AtomicReferenceArray<Label> out;
    final AtomicReferenceArray<Label> in;
    final AtomicInteger entries = new AtomicInteger();

    Shelf(int junctions) {
      out = new AtomicReferenceArray<>(junctions);
      in = new AtomicReferenceArray<>(junctions);
    }
  }

  Labels(RoutingCHGraph graph) {
    this(graph, ENTRIES_MAX);
  }

  Labels(RoutingCHGraph graph, int entriesMax) {
    this.graph = graph;
    this.entriesMax = entriesMax;
    this.shelf = new Shelf(graph.getNodes());
  }

  /** From the junction upwards. */
  Label out(int junction) {
    Shelf now = shelf;
    return get(now, now.out, junction, false);
  }

  /** From above down to the junction. */
  Label in(int junction) {
    Shelf now = shelf;
    return get(now, now.in, junction, true);
  }

  /** Entries kept now. */
  int entries() {
    return shelf.entries.get();
  }

  private Label get(Shelf of, AtomicReferenceArray<Label> kept, int junction, boolean backwards) {
    Label known = kept.get(junction);
    if (known != null) {
      return known;
    }
    Label found = new Climb(backwards).from(junction);
    if (kept.compareAndSet(junction, null, found)
        && of.entries.addAndGet(found.size()) > entriesMax) {
      shelf = new Shelf(graph.getNodes());
    }
    return found;
  }

  /** One search that only ever goes up. */
  private final class Climb {
    private static final int EXPECTED_JUNCTIONS = 256;

    private final boolean backwards;
    private final RoutingCHEdgeExplorer onwards;
    private final RoutingCHEdgeExplorer against;
    private final IntDoubleHashMap seen = new IntDoubleHashMap(EXPECTED_JUNCTIONS);
    private final PriorityQueue<Reached> queue = new PriorityQueue<>();
    private int[] junctions = new int[EXPECTED_JUNCTIONS];
    private float[] seconds = new float[EXPECTED_JUNCTIONS];
    private int size;

    Climb(boolean backwards) {
      this.backwards = backwards;
      this.onwards = backwards ? graph.createInEdgeExplorer() : graph.createOutEdgeExplorer();
      this.against = backwards ? graph.createOutEdgeExplorer() : graph.createInEdgeExplorer();
    }

    Label from(int junction) {
      offer(junction, 0);
      while (!queue.isEmpty()) {
        Reached reached = queue.poll();
        if (reached.seconds <= seen.get(reached.junction) && !isDetour(reached)) {
          add(reached);
          climb(reached);
        }
      }
      return new Label(Arrays.copyOf(junctions, size), Arrays.copyOf(seconds, size));
    }

    /**
     * Whether one gets here faster from above: then no fastest way comes up to this junction
     * ("stall on demand"; Geisberger et al., "Contraction Hierarchies", WEA 2008, section 3).
     */
    private boolean isDetour(Reached reached) {
      int level = graph.getLevel(reached.junction);
      RoutingCHEdgeIterator edge = against.setBaseNode(reached.junction);
      while (edge.next()) {
        int above = edge.getAdjNode();
        if (graph.getLevel(above) > level
            && seen.getOrDefault(above, Double.POSITIVE_INFINITY) + edge.getWeight(!backwards)
                < reached.seconds) {
          return true;
        }
      }
      return false;
    }

    private void climb(Reached reached) {
      int level = graph.getLevel(reached.junction);
      RoutingCHEdgeIterator edge = onwards.setBaseNode(reached.junction);
      while (edge.next()) {
        if (graph.getLevel(edge.getAdjNode()) > level) {
          offer(edge.getAdjNode(), reached.seconds + edge.getWeight(backwards));
        }
      }
    }

    private void offer(int junction, double inSeconds) {
      if (inSeconds < seen.getOrDefault(junction, Double.POSITIVE_INFINITY)) {
        seen.put(junction, inSeconds);
        queue.add(new Reached(junction, inSeconds));
      }
    }

    private void add(Reached reached) {
      if (size == junctions.length) {
        junctions = Arrays.copyOf(junctions, 2 * size);
        seconds = Arrays.copyOf(seconds, 2 * size);
      }
      junctions[size] = reached.junction;
      seconds[size++] = (float) reached.seconds;
    }
  }

  private record Reached(int junction, double seconds) implements Comparable<Reached> {
    @Override
    public int compareTo(Reached other) {
      return Double.compare(seconds, other.seconds);
    }
  }
}

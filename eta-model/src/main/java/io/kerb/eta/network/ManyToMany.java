package io.kerb.eta.network;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Times from many places to one, and to the next one, over the junctions' labels: the target's are
 * laid out over the whole graph once, and each source looks its own up there (the buckets of Knopp
 * et al., "Computing Many-to-Many Shortest Paths Using Highway Hierarchies", ALENEX 2007, turned
 * into an array). Safe for many threads.
 */
final class ManyToMany {
  /** Tables kept for reuse, 4 bytes a junction; more askers at once make their own. */
  private static final int TABLES_MAX = 8;

  private final Labels labels;
  private final int junctions;
  private final Queue<float[]> tables = new ArrayBlockingQueue<>(TABLES_MAX);

  ManyToMany(Labels labels, int junctions) {
    this.labels = labels;
    this.junctions = junctions;
  }

  /** Seconds from each source to the target; infinite where there is no way, or no source. */
  double[] secondsTo(RoadPoint target, List<Optional<RoadPoint>> sources) {
    Label ofBase = labels.in(target.base());
    Label ofAdj = labels.in(target.adj());
    float[] toTarget = takeTable();
    lay(ofBase, target.arriveFromBaseS(), toTarget);
    lay(ofAdj, target.arriveFromAdjS(), toTarget);
    double[] seconds =
        sources.stream()
            .mapToDouble(
                source ->
                    source
                        .map(from -> seconds(from, target, toTarget))
                        .orElse(Double.POSITIVE_INFINITY))
            .toArray();
    clear(ofBase, toTarget);
    clear(ofAdj, toTarget);
    tables.offer(toTarget);
    return seconds;
  }

  private double seconds(RoadPoint from, RoadPoint target, float[] toTarget) {
    double best = from.directS(target);
    best = through(from.base(), from.leaveToBaseS(), toTarget, best);
    return through(from.adj(), from.leaveToAdjS(), toTarget, best);
  }

  /** The best by way of this junction, unless what is known already is better. */
  private double through(int junction, double leaveS, float[] toTarget, double known) {
    if (leaveS >= known) {
      return known;
    }
    Label label = labels.out(junction);
    double best = known;
    for (int i = 0; i < label.size() && leaveS + label.seconds()[i] < best; i++) {
      best = Math.min(best, leaveS + label.seconds()[i] + toTarget[label.junctions()[i]]);
    }
    return best;
  }

  private static void lay(Label label, double arriveS, float[] toTarget) {
    for (int i = 0; i < label.size(); i++) {
      int junction = label.junctions()[i];
      toTarget[junction] = Math.min(toTarget[junction], label.seconds()[i] + (float) arriveS);
    }
  }

  private static void clear(Label label, float[] toTarget) {
    for (int junction : label.junctions()) {
      toTarget[junction] = Float.POSITIVE_INFINITY;
    }
  }

  private float[] takeTable() {
    float[] used = tables.poll();
    if (used != null) {
      return used;
    }
    float[] fresh = new float[junctions];
    Arrays.fill(fresh, Float.POSITIVE_INFINITY);
    return fresh;
  }
}

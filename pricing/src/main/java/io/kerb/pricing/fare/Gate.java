package io.kerb.pricing.fare;

import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2LatLngRect;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Predicates;
import io.kerb.location.api.LatLng;
import java.util.List;

/**
 * A line drawn across a road. A course passes it where its line crosses the gate's: that holds for
 * every network and needs no way ids, which change with each extract. The crossing is exact (S2's
 * robust predicates), so that a route's point on the gate itself counts once.
 */
public final class Gate implements Passage {
  private final List<S2Point> points;
  private final S2LatLngRect bound;
  private final Towards towards;

  /** Seen along the gate from its first to its last point, where paying traffic goes. */
  public enum Towards {
    BOTH,
    LEFT,
    RIGHT
  }

  /**
   * @param points at least two
   */
  public Gate(List<LatLng> points, Towards towards) {
    this.points = points.stream().map(Course::offGrid).toList();
    this.bound = Course.boundOf(this.points);
    this.towards = towards;
  }

  @Override
  public int times(Course course) {
    if (!course.mayTouch(bound)) {
      return 0;
    }
    int times = 0;
    for (int i = 1; i < points.size(); i++) {
      times += crossings(points.get(i - 1), points.get(i), course.line());
    }
    return times;
  }

  private int crossings(S2Point first, S2Point last, List<S2Point> line) {
    S2EdgeUtil.EdgeCrosser crosser = new S2EdgeUtil.EdgeCrosser(first, last, line.get(0));
    int crossings = 0;
    for (int i = 1; i < line.size(); i++) {
      if (crosser.robustCrossing(line.get(i)) > 0 && pays(first, last, line.get(i))) {
        crossings++;
      }
    }
    return crossings;
  }

  private boolean pays(S2Point first, S2Point last, S2Point to) {
    boolean left = S2Predicates.sign(first, last, to) > 0;
    return switch (towards) {
      case BOTH -> true;
      case LEFT -> left;
      case RIGHT -> !left;
    };
  }
}

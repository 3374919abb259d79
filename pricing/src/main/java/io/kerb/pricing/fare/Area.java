package io.kerb.pricing.fare;

import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2Error;
import com.google.common.geometry.S2LatLngRect;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import java.util.List;

/** A polygon on the map: a zone, or an area that one pays to enter. Its sides are geodesics. */
public final class Area implements Passage {
  public static final int CORNERS_MIN = 3;

  private final List<LatLng> corners;
  private final S2Loop loop;
  private final S2LatLngRect bound;

  /**
   * @param corners at least three, in either order, not closed
   * @throws IllegalArgumentException if they make no polygon, such as one that crosses itself
   */
  public Area(List<LatLng> corners) {
    if (corners.size() < CORNERS_MIN) {
      throw new IllegalArgumentException(
          "needs at least " + CORNERS_MIN + " corners, but has " + corners.size());
    }
    this.corners = List.copyOf(corners);
    this.loop = new S2Loop(corners.stream().map(Course::offGrid).toList());
    S2Error error = new S2Error();
    if (loop.findValidationError(error)) {
      throw new IllegalArgumentException("is no polygon: " + error.text());
    }
    loop.normalize();
    this.bound = loop.getRectBound();
  }

  boolean contains(LatLng place) {
    return loop.contains(place.toS2().toPoint());
  }

  /** Whether every corner lies in the market. */
  boolean isIn(Market market) {
    S2Loop boundary = market.loop();
    return corners.stream().allMatch(corner -> boundary.contains(corner.toS2().toPoint()));
  }

  /**
   * Entries, the start inside being one. Each crossing of the boundary turns inside into outside,
   * so the count of crossings tells the entries, also of a segment that cuts a corner.
   */
  @Override
  public int times(Course course) {
    if (!course.mayTouch(bound)) {
      return 0;
    }
    int crossings = 0;
    List<S2Point> line = course.line();
    for (int corner = 0; corner < loop.numVertices(); corner++) {
      S2EdgeUtil.EdgeCrosser crosser =
          new S2EdgeUtil.EdgeCrosser(loop.vertex(corner), loop.vertex(corner + 1), line.get(0));
      for (int i = 1; i < line.size(); i++) {
        crossings += crosser.robustCrossing(line.get(i)) > 0 ? 1 : 0;
      }
    }
    return loop.contains(line.get(0)) ? 1 + crossings / 2 : (crossings + 1) / 2;
  }
}

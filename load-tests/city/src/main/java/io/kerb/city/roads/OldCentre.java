package io.kerb.city.roads;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Streets that nobody planned: points at irregular distances (dart throwing), joined where no third
 * point lies between two (a Gabriel graph), some joints left out.
 */
final class OldCentre {
  private static final double SPACING_M = 62;
  private static final double LEFT_OUT = 0.14;
  private static final double ONE_WAY = 0.3;

  /** Beyond the radius, since the old wall was no circle. */
  private static final double GATE_REACH = 1.1;

  private static final int DARTS_PER_M2_SHARE = 40;

  private final double radius;
  private final double spacing;
  private final River river;
  private final Arterials arterials;
  private final RandomGenerator random;

  OldCentre(
      CityPlan plan, double density, River river, Arterials arterials, RandomGenerator random) {
    this.radius = Arterials.OLD_CENTRE_RADIUS_M * plan.scale();
    this.spacing = SPACING_M * density;
    this.river = river;
    this.arterials = arterials;
    this.random = random;
  }

  /**
   * @param great the streets that pass here already; the small ones lead to them
   */
  List<Street> draw(List<Street> great) {
    List<Point> corners = listGates(great);
    int gates = corners.size();
    throwDarts(corners);
    List<Street> streets = new ArrayList<>();
    for (int a = 0; a < corners.size(); a++) {
      for (int b = Math.max(a + 1, gates); b < corners.size(); b++) {
        if (areNeighbours(corners, a, b) && random.nextDouble() > LEFT_OUT) {
          boolean oneWay = random.nextDouble() < ONE_WAY;
          List<Point> line = List.of(corners.get(a), corners.get(b));
          streets.add(new Street(RoadClass.RESIDENTIAL, line, oneWay, false));
        }
      }
    }
    return streets;
  }

  private List<Point> listGates(List<Street> great) {
    List<Point> gates = new ArrayList<>();
    for (Street street : great) {
      for (Point place : street.line()) {
        if (place.length() < GATE_REACH * radius && isFree(place, gates)) {
          gates.add(place);
        }
      }
    }
    return gates;
  }

  private boolean isFree(Point place, List<Point> corners) {
    return !river.isBetweenQuays(place)
        && corners.stream().allMatch(corner -> corner.distanceTo(place) > spacing);
  }

  private void throwDarts(List<Point> corners) {
    double share = radius / spacing;
    int darts = (int) (share * share * DARTS_PER_M2_SHARE);
    for (int i = 0; i < darts; i++) {
      Point dart =
          Point.polar(
              random.nextDouble(2 * Math.PI), GATE_REACH * radius * Math.sqrt(random.nextDouble()));
      if (arterials.isOldCentre(dart) && isFree(dart, corners)) {
        corners.add(dart);
      }
    }
  }

  private boolean areNeighbours(List<Point> corners, int a, int b) {
    Point from = corners.get(a);
    Point to = corners.get(b);
    if (from.distanceTo(to) > 3 * spacing || river.isNorth(from) != river.isNorth(to)) {
      return false;
    }
    Point middle = from.towards(to, 0.5);
    double reach = from.distanceTo(to) / 2;
    for (int c = 0; c < corners.size(); c++) {
      if (c != a && c != b && corners.get(c).distanceTo(middle) < reach) {
        return false;
      }
    }
    return true;
  }
}

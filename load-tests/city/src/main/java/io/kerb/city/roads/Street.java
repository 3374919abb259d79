package io.kerb.city.roads;

import java.util.List;

/**
 * A line as the planner draws it, before it is cut at its junctions.
 *
 * @param oneWay traffic runs in the line's direction only
 * @param crossesWater false: the street ends at the quay
 */
record Street(RoadClass roadClass, List<Point> line, boolean oneWay, boolean crossesWater) {
  Street {
    line = List.copyOf(line);
  }

  static Street of(RoadClass roadClass, List<Point> line) {
    return new Street(roadClass, line, false, false);
  }

  Street withLine(List<Point> other) {
    return new Street(roadClass, other, oneWay, crossesWater);
  }
}

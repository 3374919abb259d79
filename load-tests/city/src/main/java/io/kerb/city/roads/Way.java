package io.kerb.city.roads;

import java.util.List;

/**
 * A stretch of road of one kind, as OpenStreetMap calls it.
 *
 * @param nodes indices into the city's nodes, at least two
 */
record Way(String name, RoadClass roadClass, boolean oneWay, boolean bridge, List<Integer> nodes) {
  Way {
    nodes = List.copyOf(nodes);
  }
}

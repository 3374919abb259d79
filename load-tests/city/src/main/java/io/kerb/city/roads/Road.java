package io.kerb.city.roads;

/**
 * A road from one node to another.
 *
 * @param oneWay driven from {@code from} to {@code to} only
 */
record Road(RoadClass roadClass, int from, int to, boolean oneWay) {
  Road twoWay() {
    return new Road(roadClass, from, to, false);
  }

  int other(int node) {
    return node == from ? to : from;
  }
}

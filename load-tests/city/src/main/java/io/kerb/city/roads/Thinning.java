package io.kerb.city.roads;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Takes away what no city has: streets that double a greater one; and makes dead ends. */
final class Thinning {
  private static final double DOUBLED_M = 24;
  private static final double DOUBLED_LENGTH_M = 55;
  private static final double AROUND_M = 300;
  private static final double MISSING = 0.07;
  private static final double DEAD_END = 0.06;
  private static final double DEAD_END_LENGTH_M = 80;
  private static final double STUB_M = 38;

  private final RandomGenerator random;
  private final double suburbsFromM;

  Thinning(CityPlan plan, RandomGenerator random) {
    this.random = random;
    this.suburbsFromM = 1_900 * plan.scale();
  }

  RoadGraph thin(RoadGraph graph) {
    RoadGraph thinned = dropDoubles(graph);
    thinned = thinned.rewrite(road -> isSpared(thinned(road, graph)) ? road : null);
    thinned = makeDeadEnds(thinned);
    // Twice: a stub can be two roads long.
    return dropStubs(dropStubs(thinned));
  }

  private static RoadGraph dropDoubles(RoadGraph graph) {
    List<Road> greater =
        graph.roads().stream().filter(road -> road.roadClass() != RoadClass.RESIDENTIAL).toList();
    return graph.rewrite(
        road -> {
          Point middle = graph.middle(road);
          boolean doubled =
              road.roadClass() == RoadClass.RESIDENTIAL
                  && graph.length(road) > DOUBLED_LENGTH_M
                  && greater.stream()
                      .filter(other -> isAround(middle, graph.node(other.from())))
                      .anyMatch(
                          other ->
                              middle.distanceToSegment(
                                      graph.node(other.from()), graph.node(other.to()))
                                  < DOUBLED_M);
          return doubled ? null : road;
        });
  }

  /** A cheap first look, for there are thousands of roads to compare with. */
  private static boolean isAround(Point a, Point b) {
    return Math.abs(a.x() - b.x()) < AROUND_M && Math.abs(a.y() - b.y()) < AROUND_M;
  }

  /** How likely this road is to be left out, by where it is. */
  private double thinned(Road road, RoadGraph graph) {
    if (road.roadClass() != RoadClass.RESIDENTIAL) {
      return 0;
    }
    return graph.middle(road).length() > suburbsFromM ? 2 * MISSING : MISSING;
  }

  private boolean isSpared(double chance) {
    return random.nextDouble() >= chance;
  }

  private RoadGraph makeDeadEnds(RoadGraph graph) {
    Map<Road, Integer> ends = new HashMap<>();
    for (Road road : graph.roads()) {
      boolean suburb = graph.middle(road).length() > suburbsFromM;
      if (road.roadClass() == RoadClass.RESIDENTIAL
          && suburb
          && graph.length(road) > DEAD_END_LENGTH_M
          && random.nextDouble() < DEAD_END) {
        Point end = graph.node(road.from()).towards(graph.node(road.to()), 0.6);
        ends.put(road, graph.addNode(end));
      }
    }
    return graph.rewrite(
        road ->
            ends.containsKey(road)
                ? new Road(road.roadClass(), road.from(), ends.get(road), false)
                : road);
  }

  private static RoadGraph dropStubs(RoadGraph graph) {
    int[] degrees = graph.degrees();
    return graph.rewrite(
        road ->
            graph.length(road) < STUB_M && (degrees[road.from()] == 1 || degrees[road.to()] == 1)
                ? null
                : road);
  }
}

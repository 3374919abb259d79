package io.kerb.city.roads;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The motorway that passes the city in the south: two carriageways, few interchanges. */
final class Motorway {
  /** Between the motorway's middle and the nearest street that is not a radial. */
  private static final double CORRIDOR_M = 95;

  private static final double CARRIAGEWAY_M = 14;
  private static final double RAMP_M = 260;
  private static final double RAMP_FOOT_M = 62;
  private static final double INTERCHANGES_APART_M = 1_300;
  private static final int INTERCHANGES_MAX = 3;
  private static final double STEP_M = 60;

  private final double side;
  private final double scale;
  private final double phase;

  Motorway(CityPlan plan, RandomGenerator random) {
    this.side = plan.sideM();
    this.scale = plan.scale();
    this.phase = random.nextDouble(2 * Math.PI);
  }

  private double middle(double x) {
    return scale * (-2_930 + 170 * Math.sin(2 * Math.PI * x / (6_500 * scale) + phase));
  }

  private Point lane(double x, double offset) {
    double slope = (middle(x + 1) - middle(x - 1)) / 2;
    return new Point(x, middle(x)).plus(new Point(1, slope).leftNormal().times(offset));
  }

  boolean isCorridor(Point place) {
    return Math.abs(place.y() - middle(place.x())) < CORRIDOR_M;
  }

  boolean isUnder(Point from, Point to) {
    return from.y() < middle(from.x()) != to.y() < middle(to.x());
  }

  /** Adds carriageways and ramps to the finished streets; they meet only at the ramps' feet. */
  void join(RoadGraph graph, List<Street> radials) {
    List<Double> crossings = listInterchanges(radials);
    int south = addCarriageway(graph, crossings, false);
    int north = addCarriageway(graph, crossings, true);
    // Where the map ends, the road would go on; here one turns round instead.
    graph.add(RoadClass.MOTORWAY_LINK, graph.lastOf(south), graph.firstOf(north), true);
    graph.add(RoadClass.MOTORWAY_LINK, graph.lastOf(north), graph.firstOf(south), true);
    for (double x : crossings) {
      addRamps(graph, x, south, false);
      addRamps(graph, x, north, true);
    }
  }

  private List<Double> listInterchanges(List<Street> radials) {
    List<Double> found = new ArrayList<>();
    for (Street radial : radials) {
      for (int i = 0; i + 1 < radial.line().size(); i++) {
        Point from = radial.line().get(i);
        Point to = radial.line().get(i + 1);
        double x = (from.x() + to.x()) / 2;
        boolean apart =
            found.stream().allMatch(o -> Math.abs(o - x) > INTERCHANGES_APART_M * scale);
        boolean onMap = Math.abs(x) + 2 * RAMP_M < side / 2;
        if (isUnder(from, to) && apart && onMap && found.size() < INTERCHANGES_MAX) {
          found.add(x);
        }
      }
    }
    return found;
  }

  private int addCarriageway(RoadGraph graph, List<Double> crossings, boolean north) {
    List<Double> stops = new ArrayList<>();
    int steps = (int) (side / STEP_M);
    for (int i = 0; i <= steps; i++) {
      double x = -side / 2 + side * i / steps;
      if (crossings.stream().noneMatch(c -> Math.abs(Math.abs(c - x) - RAMP_M) < STEP_M / 2)) {
        stops.add(x);
      }
    }
    for (double x : crossings) {
      stops.add(x - RAMP_M);
      stops.add(x + RAMP_M);
    }
    // Right-hand traffic: eastbound is the southern carriageway.
    stops.sort(north ? (a, b) -> Double.compare(b, a) : Double::compare);
    double offset = north ? CARRIAGEWAY_M : -CARRIAGEWAY_M;
    return graph.addLine(
        RoadClass.MOTORWAY, stops.stream().map(x -> lane(x, offset)).toList(), true);
  }

  private void addRamps(RoadGraph graph, double x, int carriageway, boolean north) {
    double sign = north ? 1 : -1;
    int foot = graph.splitNearest(lane(x, RAMP_FOOT_M * sign), RoadClass.PRIMARY);
    double off = x + (north ? RAMP_M : -RAMP_M);
    double on = x - (north ? RAMP_M : -RAMP_M);
    int exit = graph.nearestOf(carriageway, lane(off, CARRIAGEWAY_M * sign));
    int entry = graph.nearestOf(carriageway, lane(on, CARRIAGEWAY_M * sign));
    int offBend = graph.addNode(lane(x + (off - x) * 0.45, 48 * sign));
    int onBend = graph.addNode(lane(x + (on - x) * 0.45, 48 * sign));
    graph.add(RoadClass.MOTORWAY_LINK, exit, offBend, true);
    graph.add(RoadClass.MOTORWAY_LINK, offBend, foot, true);
    graph.add(RoadClass.MOTORWAY_LINK, foot, onBend, true);
    graph.add(RoadClass.MOTORWAY_LINK, onBend, entry, true);
  }
}

package io.kerb.city.roads;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Draws a city: a river first, then the great roads, the old centre and the quarters, then the
 * motorway past it; then finds the crossings and makes it drivable.
 */
public final class RoadNetworkPlanner {
  private static final int TRIES_MAX = 5;
  private static final double NEAR_ENOUGH = 0.03;
  private static final double SHAPE_POINT_M = 75;

  private RoadNetworkPlanner() {}

  public static CityRoads draw(CityPlan plan) {
    double density = 1;
    CityRoads roads = draw(plan, density);
    for (int i = 1; i < TRIES_MAX; i++) {
      double share = (double) roads.junctions() / plan.junctions();
      if (Math.abs(share - 1) < NEAR_ENOUGH) {
        break;
      }
      density *= Math.sqrt(share);
      roads = draw(plan, density);
    }
    return roads;
  }

  private static CityRoads draw(CityPlan plan, double density) {
    // Each part has its own stream of numbers: a change in one does not redraw the others.
    SplittableRandom seeds = new SplittableRandom(plan.seed());
    River river = new River(plan.sideM(), seeds.split());
    Arterials arterials = new Arterials(plan, river, seeds.split());
    OldCentre oldCentre = new OldCentre(plan, density, river, arterials, seeds.split());
    Districts districts = new Districts(plan, density, arterials, seeds.split());
    Motorway motorway = new Motorway(plan, seeds.split());
    Thinning thinning = new Thinning(plan, seeds.split());
    RandomGenerator names = seeds.split();
    Terrain terrain = new Terrain(seeds.split());

    List<Street> streets = new ArrayList<>();
    arterials.draw().forEach(street -> keepDry(street, river, streets));
    List<Street> local = new ArrayList<>(oldCentre.draw(streets));
    local.addAll(districts.draw());
    for (Street street : local) {
      for (List<Point> piece : Clip.keep(street.line(), place -> !motorway.isCorridor(place))) {
        keepDry(street.withLine(piece), river, streets);
      }
    }
    RoadGraph graph = thinning.thin(Crossings.of(streets));
    motorway.join(graph, arterials.radials());
    graph = Connection.connect(graph);
    Bridges bridges = new Bridges(river, motorway);
    return CityRoads.of(graph.withShapePoints(SHAPE_POINT_M), bridges, terrain, river, names);
  }

  private static void keepDry(Street street, River river, List<Street> streets) {
    if (street.crossesWater()) {
      streets.add(street);
      return;
    }
    Clip.keep(street.line(), place -> !river.isBetweenQuays(place))
        .forEach(piece -> streets.add(street.withLine(piece)));
  }
}

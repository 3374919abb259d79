package io.kerb.city.life;

import io.kerb.eta.api.Roads;
import io.kerb.eta.api.Route;
import io.kerb.eta.api.Routing;
import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.List;

/** A chequerboard of streets 200 m apart: routes go along one street, then the other. */
public final class GridTown implements Routing, Roads {
  private static final double STEP = 0.0018;
  private static final double MPS = 9;
  private final int size;

  public GridTown(int size) {
    this.size = size;
  }

  @Override
  public List<Road> listRoads() {
    List<Road> roads = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j + 1 < size; j++) {
        roads.add(new Road("residential", List.of(at(i, j), at(i, j + 1))));
        roads.add(new Road("residential", List.of(at(j, i), at(j + 1, i))));
      }
    }
    roads.add(new Road("motorway", List.of(at(-3, 0), at(-3, size))));
    return roads;
  }

  @Override
  public String attribution() {
    return "A chequerboard";
  }

  private static LatLng at(int row, int column) {
    return new LatLng(10 + row * STEP, 20 + column * STEP);
  }

  @Override
  public Route route(List<LatLng> places) {
    LatLng from = places.get(0);
    LatLng to = places.get(1);
    LatLng corner = new LatLng(from.latitude(), to.longitude());
    double meters = from.metersTo(corner) + corner.metersTo(to);
    return new Route(
        Math.round(meters), Math.max(1, Math.round(meters / MPS)), List.of(from, corner, to));
  }
}

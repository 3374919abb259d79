package io.kerb.city.demand;

import io.kerb.eta.api.Roads;
import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Doors along the streets where people get in and out, and the hot spots among them. Works on any
 * network: where streets are densest, a city has its centre.
 */
public final class Places {
  private static final double DOOR_SPACING_M = 45;
  private static final double CELL_M = 250;

  /** Around a hot spot, how far its doors are. */
  private static final double SPOT_RADIUS_M = 450;

  private static final double SPOTS_APART_M = 1_100;
  private static final int SPOTS_MAX = 8;

  /** Tries of a random door before the nearest one is taken. */
  private static final int TRIES_MAX = 40;

  private static final Set<String> NO_STOPPING =
      Set.of("motorway", "motorway_link", "trunk", "trunk_link");

  private final List<LatLng> doors = new ArrayList<>();
  private final Map<Cell, List<LatLng>> byCell = new HashMap<>();
  private final List<LatLng> spots = new ArrayList<>();
  private final double metersPerDegreeLongitude;

  private record Cell(long column, long row) {}

  public Places(List<Roads.Road> roads) {
    if (roads.isEmpty()) {
      throw new IllegalArgumentException("a city needs roads. Maybe the extract is empty");
    }
    double latitude = roads.get(0).points().get(0).latitude();
    this.metersPerDegreeLongitude =
        LatLng.EARTH_RADIUS_M * Math.PI / 180 * Math.cos(Math.toRadians(latitude));
    for (Roads.Road road : roads) {
      if (!NO_STOPPING.contains(road.roadClass())) {
        addDoors(road.points());
      }
    }
    if (doors.isEmpty()) {
      throw new IllegalArgumentException("no road of this city allows stopping");
    }
    findSpots();
  }

  private void addDoors(List<LatLng> line) {
    double sinceLast = DOOR_SPACING_M;
    for (int i = 0; i + 1 < line.size(); i++) {
      sinceLast += line.get(i).metersTo(line.get(i + 1));
      if (sinceLast >= DOOR_SPACING_M) {
        LatLng from = line.get(i);
        LatLng to = line.get(i + 1);
        // Mid-block: a door at a junction could snap to any of its roads.
        LatLng door =
            new LatLng(
                (from.latitude() + to.latitude()) / 2, (from.longitude() + to.longitude()) / 2);
        doors.add(door);
        byCell.computeIfAbsent(cell(door), key -> new ArrayList<>()).add(door);
        sinceLast = 0;
      }
    }
  }

  private Cell cell(LatLng place) {
    double y = place.latitude() * LatLng.EARTH_RADIUS_M * Math.PI / 180;
    return new Cell(
        (long) Math.floor(place.longitude() * metersPerDegreeLongitude / CELL_M),
        (long) Math.floor(y / CELL_M));
  }

  private void findSpots() {
    List<List<LatLng>> densest =
        byCell.values().stream()
            .sorted(
                Comparator.comparingInt((List<LatLng> cell) -> -cell.size())
                    .thenComparingDouble(cell -> cell.get(0).latitude())
                    .thenComparingDouble(cell -> cell.get(0).longitude()))
            .toList();
    for (List<LatLng> cell : densest) {
      LatLng candidate = cell.get(0);
      if (spots.size() < SPOTS_MAX
          && spots.stream().allMatch(spot -> spot.metersTo(candidate) > SPOTS_APART_M)) {
        spots.add(candidate);
      }
    }
  }

  /** The densest first; at least one. */
  public List<LatLng> spots() {
    return spots;
  }

  public LatLng anywhere(RandomGenerator random) {
    return doors.get(random.nextInt(doors.size()));
  }

  public LatLng atSpot(int spot, RandomGenerator random) {
    LatLng middle = spots.get(spot % spots.size());
    return findNear(middle, 0, SPOT_RADIUS_M, random).orElse(middle);
  }

  /** A door at a distance between the two from here, if there is one. */
  public Optional<LatLng> findNear(LatLng from, double minM, double maxM, RandomGenerator random) {
    int reach = (int) Math.ceil(maxM / CELL_M);
    Cell middle = cell(from);
    for (int i = 0; i < TRIES_MAX; i++) {
      Cell cell =
          new Cell(
              middle.column() + random.nextInt(-reach, reach + 1),
              middle.row() + random.nextInt(-reach, reach + 1));
      List<LatLng> inCell = byCell.getOrDefault(cell, List.of());
      if (!inCell.isEmpty()) {
        LatLng door = inCell.get(random.nextInt(inCell.size()));
        double distance = from.metersTo(door);
        if (distance >= minM && distance <= maxM) {
          return Optional.of(door);
        }
      }
    }
    return Optional.empty();
  }
}
